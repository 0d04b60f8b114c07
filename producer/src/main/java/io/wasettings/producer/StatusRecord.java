package io.wasettings.producer;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the status topic tells.
 *
 * @param status how the command stands
 * @param record null for the status of a command; {@code topic/partition/offset} if it is of that record alone, because
 *     its identity is another command's
 */
record StatusRecord(Status status, @Nullable String record) {

    /** Reads it; empty where the record holds no status that this version can read. */
    static Optional<StatusRecord> read(ConsumerRecord<byte[], byte[]> record) {
        return CloudEvent.STATUS_TYPE.equals(text(record, CloudEvent.TYPE))
                ? Optional.ofNullable(record.value())
                        .flatMap(Status::read)
                        .map(status -> new StatusRecord(status, text(record, CloudEvent.RECORD)))
                : Optional.empty();
    }

    /** The place of a record as statuses name it. */
    static String place(RecordMetadata lies) {
        return lies.topic() + "/" + lies.partition() + "/" + lies.offset();
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
