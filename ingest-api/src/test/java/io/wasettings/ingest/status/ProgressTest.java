package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.ingest.support.Statuses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, RETRYING",
        "ACCEPTED, APPLIED",
        "RETRYING, RETRYING",
        "RETRYING, REJECTED",
        "RETRYING, FAILED",
        "FAILED, FAILED",
        "FAILED, APPLIED",
        "FAILED, SUPERSEDED",
        "FAILED, REJECTED"
    })
    void a_status_that_is_further_on_replaces_the_one_before(State current, State next) {
        Status arriving = Statuses.of("c", next);

        assertThat(Progress.further(Statuses.of("c", current), arriving)).isSameAs(arriving);
    }

    @ParameterizedTest
    @CsvSource({
        "RETRYING, ACCEPTED",
        "FAILED, ACCEPTED",
        "FAILED, RETRYING",
        "APPLIED, ACCEPTED",
        "APPLIED, RETRYING",
        "APPLIED, FAILED",
        "APPLIED, SUPERSEDED",
        "SUPERSEDED, APPLIED",
        "REJECTED, FAILED"
    })
    void a_status_that_comes_late_changes_nothing(State current, State next) {
        Status known = Statuses.of("c", current);

        assertThat(Progress.further(known, Statuses.of("c", next))).isSameAs(known);
    }
}
