package io.wasettings.processor.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.processor.store.InMemoryCommandStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the dead-letter topic tells the store of dead letters that it has not heard of. */
class DeadLetterProjectionTest {

    private static final String KEY = "acme/transactional/default";
    private static final byte[] VALUE = "{}".getBytes(StandardCharsets.UTF_8);

    private final InMemoryCommandStore store = new InMemoryCommandStore();
    private final DeadLetterProjection projection = new DeadLetterProjection(store);

    @Test
    void the_place_and_the_cause_of_a_dead_letter_are_noted() {
        projection.project(List.of(deadLetter("1", VALUE)));

        DeadLetterPlace place = noted("1").orElseThrow();
        assertThat(place.partition()).isEqualTo(3);
        assertThat(place.offset()).isEqualTo(7);
        assertThat(place.why().step()).isEqualTo("probe");
        assertThat(place.why().isTruncated()).isFalse();
    }

    @Test
    void its_key_is_told_as_the_record_has_it() {
        projection.project(List.of(deadLetter("1", VALUE), deadLetter("2", null, VALUE)));

        assertThat(store.foundKey("/test 1")).contains(KEY);
        assertThat(store.foundKey("/test 2")).isEmpty();
    }

    @Test
    void a_dead_letter_that_was_deleted_since_has_no_value_to_replay() {
        projection.project(List.of(deadLetter("1", null)));

        assertThat(noted("1").orElseThrow().why().isTruncated()).isTrue();
    }

    @Test
    void of_a_command_that_lies_sealed_as_a_whole_a_header_tells_whose_dead_letter_it_is() {
        ConsumerRecord<byte[], byte[]> record = deadLetter("1", VALUE);
        for (Header header : record.headers().toArray()) {
            if (header.key().startsWith("ce_")) {
                record.headers().remove(header.key());
            }
        }
        record.headers().add("wa_subject", "/test 1".getBytes(StandardCharsets.UTF_8));

        projection.project(List.of(record));

        assertThat(noted("1")).isPresent();
    }

    @Test
    void records_that_no_processor_wrote_are_passed_over() {
        ConsumerRecord<byte[], byte[]> foreign = new ConsumerRecord<>("dlt", 3, 7, null, VALUE);

        projection.project(List.of(foreign, command("2", null, VALUE), deadLetter("1", VALUE)));

        assertThat(noted("2")).isEmpty();
        assertThat(noted("1")).isPresent();
    }

    @Test
    void a_time_that_no_store_can_hold_reads_as_unknown() {
        ConsumerRecord<byte[], byte[]> record = deadLetter("1", VALUE);
        record.headers().remove("wa_failed_at");
        record.headers().add("wa_failed_at", "+999999999-12-31T23:59:59Z".getBytes(StandardCharsets.UTF_8));

        projection.project(List.of(record));

        assertThat(noted("1").orElseThrow().why().failedAt()).isEqualTo(Instant.EPOCH);
    }

    private Optional<DeadLetterPlace> noted(String id) {
        return store.deadLetter("/test " + id);
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter(String id, byte @Nullable [] value) {
        return deadLetter(id, KEY.getBytes(StandardCharsets.UTF_8), value);
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter(
            String id, byte @Nullable [] key, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record = command(id, key, value);
        new RetryHeaders(3, new Version(1_700_000_000_000L, 7), Instant.EPOCH, 0).write(record.headers());
        new DeadLetterHeaders("probe", "answered with 503", 2020, Instant.EPOCH, "t-0@0", false, false, null)
                .write(record.headers());
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> command(String id, byte @Nullable [] key, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dlt", 3, 7, key, value);
        new CloudEvent(
                        new Context(id, "/test", CloudEvent.COMMAND_TYPE, null),
                        new Extensions("acme", "transactional", null, null),
                        VALUE)
                .headers()
                .forEach((name, bytes) -> record.headers().add(name, bytes));
        return record;
    }
}
