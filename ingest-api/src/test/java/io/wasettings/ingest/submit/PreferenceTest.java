package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTest {

    private static final WaitProperties LIMITS = new WaitProperties(Duration.ofSeconds(10), Duration.ofSeconds(60), 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "respond-async | 0 | respond-async",
                "Respond-Async | 0 | respond-async",
                "wait=0 | 0 | wait=0",
                "respond-async, wait=0 | 0 | respond-async, wait=0",
                "wait=5 | 5 | wait=5",
                "WAIT = 5 | 5 | wait=5",
                "wait=\"5\" | 5 | wait=5",
                "wait=60 | 60 | wait=60",
                "wait=61 | 60 | wait=60",
                "wait=99999999999999999999999 | 60 | wait=60",
                "respond-async, wait=5 | 5 | respond-async, wait=5",
                "wait=5, respond-async | 5 | respond-async, wait=5",
                "return=minimal; a=\"x, wait=3\", wait=5; b | 5 | wait=5",
                "wait=5, wait=7 | 5 | wait=5",
                "=, wait=5 | 5 | wait=5",
                ",, wait=5 | 5 | wait=5"
            })
    void what_is_understood_is_applied(String field, long seconds, String applied) {
        Preference preference = Preference.of(List.of(field));

        assertThat(preference.within(LIMITS)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(preference.applied(LIMITS, true)).hasValue(applied);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=five",
                "wait=5s",
                "return=minimal",
                "respond-asynchronously",
                "x; respond-async",
                "\"respond-async\"",
                "wait=\"5"
            })
    void what_is_not_understood_is_ignored(String field) {
        Preference preference = Preference.of(List.of(field));

        assertThat(preference.within(LIMITS)).isEqualTo(Duration.ofSeconds(10));
        assertThat(preference.applied(LIMITS, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"wait=5 |", "respond-async, wait=5 | respond-async", "wait=0 | wait=0"})
    void a_wait_for_which_there_was_no_place_was_not_applied(String field, @Nullable String applied) {
        Preference preference = Preference.of(List.of(field));

        assertThat(preference.applied(LIMITS, false)).isEqualTo(Optional.ofNullable(applied));
    }

    @Test
    void several_fields_are_one_list() {
        Preference preference = Preference.of(List.of("return=minimal", "wait=5", "wait=7"));

        assertThat(preference.within(LIMITS)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void no_field_is_no_preference() {
        assertThat(Preference.of(List.of())).isEqualTo(new Preference(false, null));
    }

    @Test
    void a_hostile_field_is_read_in_linear_time() {
        Preference preference = Preference.of(List.of("a;\"".repeat(2_001) + ", wait=5"));

        assertThat(preference.applied(LIMITS, true)).hasValue("wait=5");
    }
}
