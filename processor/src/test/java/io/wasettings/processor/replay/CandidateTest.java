package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.replay.Candidate.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what operators name a command, and which dead letter is its own. */
class CandidateTest {

    @ParameterizedTest
    @CsvSource({
        "/crm b, b, b, true",
        "/crm a b, a b, a b, true",
        "/crm a b, a b, b, false",
        "/crm a b, a b, /crm a b, false",
        "wa.commands/0/12, wa.commands:0:12, wa.commands:0:12, true",
        "wa.commands/0/12, wa.commands:0:12, wa.commands/0/12, true",
        "wa.commands/0/12, wa.commands:0:12, 12, false",
        "wa.commands/0/12, b, b, true",
        "wa.commands/0/12, b, wa.commands:0:12, true"
    })
    void it_is_named_by_all_of_its_id_or_by_its_place(String identity, String id, String name, boolean named) {
        assertThat(candidate(identity, id).isNamed(name)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"/crm b, b, b", "/crm a b, a b, a b", "wa.commands/0/12, b, wa.commands:0:12"})
    void it_is_told_by_a_name_that_names_it_alone(String identity, String id, String name) {
        assertThat(candidate(identity, id).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"/crm b, true", "/crm c, false", "/erp b, false"})
    void a_dead_letter_that_names_its_command_is_no_other_ones(String identity, boolean own) {
        ConsumerRecord<byte[], byte[]> letter = letter(12);
        letter.headers().add("ce_source", bytes("/crm")).add("ce_id", bytes("b"));

        assertThat(candidate(identity).mayBeIn(letter)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({"wa.commands/3/12, true", "wa.commands/3/2, false", "wa.commands/1/12, false"})
    void a_dead_letter_of_a_record_alone_is_known_by_where_that_appeared_first(String identity, boolean own) {
        assertThat(candidate(identity).mayBeIn(letter(12))).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({"/crm b, true", "/crm c, false"})
    void a_dead_letter_that_is_sealed_as_a_whole_is_known_by_whose_it_says_it_is(String identity, boolean own) {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("wa.dlt", 3, 40, null, bytes("sealed"));
        letter.headers().add("wa_subject", bytes("/crm b"));

        assertThat(candidate(identity).mayBeIn(letter)).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/crm b", "wa.commands.retry.1/0/7"})
    void a_dead_letter_that_says_nothing_is_taken_for_its_own(String identity) {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("wa.dlt", 3, 40, null, bytes("{"));

        assertThat(candidate(identity).mayBeIn(letter)).isTrue();
    }

    private static Candidate candidate(String identity) {
        return candidate(identity, "b");
    }

    private static Candidate candidate(String identity, String id) {
        return new Candidate(identity, id, Instant.EPOCH, new Standing("failed", 0, false), null, null);
    }

    private static ConsumerRecord<byte[], byte[]> letter(long firstOffset) {
        ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("wa.dlt", 3, 40, null, bytes("{}"));
        new RetryHeaders(1, new Version(1_700_000_000_000L, firstOffset), Instant.EPOCH, 0).write(letter.headers());
        return letter;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
