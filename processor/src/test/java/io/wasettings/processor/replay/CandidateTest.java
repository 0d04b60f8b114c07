package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.replay.Candidate.Standing;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what operators name a command. */
class CandidateTest {

    @ParameterizedTest
    @CsvSource({
        "/crm b, b, true",
        "/crm a b, a b, true",
        "/crm a b, b, false",
        "/crm a b, /crm a b, false",
        "wa.commands/0/12, wa.commands:0:12, true",
        "wa.commands/0/12, wa.commands/0/12, true",
        "wa.commands/0/12, 12, false"
    })
    void it_is_named_by_all_of_its_id_or_by_its_place(String identity, String name, boolean named) {
        Candidate candidate = new Candidate(identity, Instant.EPOCH, new Standing("failed", 0, false), null, null);

        assertThat(candidate.isNamed(name)).isEqualTo(named);
    }
}
