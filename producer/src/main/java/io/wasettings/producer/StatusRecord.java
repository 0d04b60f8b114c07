package io.wasettings.producer;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads records of the status topic. */
final class StatusRecord {

    private StatusRecord() {}

    /** The status; empty where the record holds none that this version can read. */
    static Optional<Status> read(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(CloudEvent.TYPE);
        boolean isStatus = type != null
                && type.value() != null
                && CloudEvent.STATUS_TYPE.equals(new String(type.value(), StandardCharsets.UTF_8));
        return isStatus ? Optional.ofNullable(record.value()).flatMap(Status::read) : Optional.empty();
    }
}
