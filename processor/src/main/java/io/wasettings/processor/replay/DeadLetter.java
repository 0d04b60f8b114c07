package io.wasettings.processor.replay;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.CloudEvent.NoEvent;
import io.wasettings.common.CloudEvent.Origin;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.kafka.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record of the dead-letter topic, without its value.
 *
 * @param partition where it lies
 * @param offset where it lies
 * @param source the command's producer, or null where unreadable
 * @param id the command's id, or null where unreadable
 * @param partner the partner, or null where unreadable
 * @param key the record key, or null where there is none
 * @param headers attempts, version and replays
 * @param why why and when it was given up
 */
public record DeadLetter(
        int partition,
        long offset,
        @Nullable String source,
        @Nullable String id,
        @Nullable String partner,
        @Nullable String key,
        RetryHeaders headers,
        DeadLetterHeaders why) {

    private static final RetryHeaders UNKNOWN = new RetryHeaders(0, new Version(0, 0), Instant.EPOCH, 0);

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = Records.headers(record.headers());
        Origin origin = CloudEvent.read(headers, record.value()).fold(CloudEvent::origin, NoEvent::origin);
        return new DeadLetter(
                record.partition(),
                record.offset(),
                origin.source(),
                origin.id(),
                origin.partner(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                RetryHeaders.read(headers).orElse(UNKNOWN),
                DeadLetterHeaders.read(headers));
    }

    /** What tells commands apart: source and id, or the position of a record that has none. */
    String identity() {
        return id == null ? partition + "@" + offset : source + " " + id;
    }
}
