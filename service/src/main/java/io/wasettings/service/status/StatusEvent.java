package io.wasettings.service.status;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.common.text.Json;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.log.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of the status topic: a CloudEvent with an identity of its own. The same status told again is the same event
 * again, so that consumers may drop it.
 *
 * @param told the status
 * @param teller the application that tells it, as {@code ce_source}
 * @param traceparent W3C trace context of the command, or null
 * @param isStored whether the store has this status already
 */
public record StatusEvent(
        ToldStatus told, String teller, @Nullable String traceparent, boolean isStored) {

    /** Tells what it took in. */
    public static final String INGEST_API = CommandRef.INGEST_API;
    /** Tells what it made of commands. */
    public static final String PROCESSOR = "/wa-settings/processor";

    private static final Logger LOG = LoggerFactory.getLogger(StatusEvent.class);
    private static final String SUBJECT = "ce_subject";
    private static final String STORED = "wa_stored";

    /** Unique per command, round, attempt and state, and the same when told again. */
    public String id() {
        Status status = told.status();
        String name = String.join(
                "\n",
                told.subject(),
                String.valueOf(told.round()),
                String.valueOf(status.attempt()),
                status.state().wireName());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The status resource as JSON. */
    public byte[] data() {
        return Json.mapper().writeValueAsBytes(told.status());
    }

    /**
     * The record of that topic.
     *
     * @param key the record key of the command, so that its statuses keep their order
     */
    public ProducerRecord<byte[], byte[]> record(String topic, byte @Nullable [] key) {
        Status status = told.status();
        CloudEvent event = new CloudEvent(
                new Context(id(), teller, CloudEvent.STATUS_TYPE, status.occurredAt()),
                new Extensions(status.partner(), status.channel(), null, traceparent),
                data());
        ProducerRecord<byte[], byte[]> record = Records.write(topic, key, event);
        put(record.headers(), SUBJECT, status.commandId());
        if (told.round() > 0) {
            put(record.headers(), CloudEvent.REPLAY, String.valueOf(told.round()));
        }
        if (told.record() != null) {
            put(record.headers(), CloudEvent.RECORD, told.record());
        }
        if (isStored) {
            put(record.headers(), STORED, "true");
        }
        return record;
    }

    /** Whether the record says that the store already has the status, so that the projection can skip it. */
    public static boolean isStoredAlready(ConsumerRecord<?, ?> record) {
        Header stored = record.headers().lastHeader(STORED);
        return stored != null
                && stored.value() != null
                && "true".equals(new String(stored.value(), StandardCharsets.UTF_8));
    }

    /** The status of a record; empty, with a warning in the log, if it holds none. */
    public static Optional<ToldStatus> read(ConsumerRecord<?, byte[]> record) {
        Optional<ToldStatus> told = ToldStatus.read(Records.headers(record.headers()), record.value());
        if (told.isEmpty()) {
            LogLine.warn(LOG, "status_unreadable")
                    .with("topic", record.topic())
                    .with("partition", record.partition())
                    .with("offset", record.offset())
                    .write();
        }
        return told;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
