package io.wasettings.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final byte[] KEY = "acme/transactional/default".getBytes(UTF_8);
    private static final CloudEvent EVENT = new CloudEvent(
            new Context("id", "/source", CloudEvent.COMMAND_TYPE, Instant.EPOCH),
            new Extensions("acme", "transactional", null, null),
            "{}".getBytes(UTF_8));

    @Test
    void what_was_written_is_read_again() {
        ProducerRecord<byte[], byte[]> written = Records.write("topic", KEY, EVENT);

        CloudEvent.Reading read = Records.read(received(new RecordHeaders(written.headers()), written.value()));

        assertThat(read).usingRecursiveComparison().isEqualTo(new CloudEvent.Event(EVENT));
    }

    @Test
    void the_key_chooses_the_partition() {
        assertThat(Records.write("topic", KEY, EVENT).key()).isEqualTo(KEY);
        assertThat(Records.write("topic", KEY, EVENT).partition()).isNull();
    }

    @Test
    void the_last_header_of_a_name_counts_and_one_without_a_value_is_absent() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", "1".getBytes(UTF_8)).add("a", "2".getBytes(UTF_8)).add("b", null);

        assertThat(Records.headers(headers)).containsOnlyKeys("a").containsEntry("a", "2".getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> received(RecordHeaders headers, byte[] value) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                KEY.length,
                value.length,
                KEY,
                value,
                headers,
                Optional.empty());
    }
}
