package io.wasettings.processor.command.delivery;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.service.kafka.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * One record as the broker delivered it, untouched.
 *
 * @param tier 0 for the commands topic, n for the n-th retry topic
 * @param place where the record lies
 * @param key the raw key, or null
 * @param value the raw value, or null for a tombstone
 * @param headers all headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Delivery(int tier, Place place, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** Bytes that neither a command's key nor a header that it is read by exceeds: a source has the most. */
    public static final int LONGEST_KNOWN = 4 * CloudEvent.MAX_NAME_LENGTH;

    /** How far the clocks of brokers and processors may be apart, at most. */
    public static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    /** Bytes that a header takes beside its name and value: a record of a megabyte has room for half a million. */
    private static final int HEADER_OBJECTS = 96;

    /**
     * Where a record lies.
     *
     * @param topicId the broker's id of the topic, which a recreated one of the same name does not share; null if the
     *     topic has gone
     * @param timestamp when the broker appended it, in milliseconds since the epoch ({@code LogAppendTime})
     */
    public record Place(String topic, @Nullable String topicId, int partition, long offset, long timestamp) {

        /** Topic, partition and offset as what is told of the record names it. */
        public String path() {
            return ToldStatus.place(topic, partition, offset);
        }

        /** Topic, partition and offset as the log and dead letters tell them, {@code topic-partition@offset}. */
        public String label() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /** What the record is read by: of each name the last header that has a value. */
    public Map<String, byte[]> lastHeaders() {
        return Records.headers(headers);
    }

    /** The version of a command that first appears with this delivery. */
    public Version version() {
        Log log = place.topicId() == null ? null : new Log(place.topicId(), place.partition());
        return new Version(place.timestamp(), place.offset(), log);
    }

    public String topic() {
        return place.topic();
    }

    public int partition() {
        return place.partition();
    }

    public long offset() {
        return place.offset();
    }

    /** When the broker appended the record, in milliseconds since the epoch. */
    public long timestamp() {
        return place.timestamp();
    }

    /** The key for what is told of the record, which must fit its topic: null if no command has one as long as that. */
    public byte @Nullable [] tellableKey() {
        return key == null || key.length > LONGEST_KNOWN ? null : key;
    }

    /** The id that its header names, not checked in any way; empty if none does, as in structured mode. */
    public String namedId() {
        byte[] id = lastHeaders().get(CloudEvent.ID);
        return id == null ? "" : new String(id, StandardCharsets.ISO_8859_1);
    }

    /** This delivery with that trace context, for its retries as well, unless it came with one of its own. */
    public Delivery traced(@Nullable String traceparent) {
        if (traceparent == null || CloudEvent.isTraceparent(given())) {
            return this;
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new RecordHeader(CloudEvent.TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII)));
        return new Delivery(tier, place, key, value, more);
    }

    private @Nullable String given() {
        byte[] header = lastHeaders().get(CloudEvent.TRACEPARENT);
        return header == null ? null : new String(header, StandardCharsets.US_ASCII);
    }

    /** Bytes held in memory by this delivery, about. */
    public long size() {
        long size = 0;
        size += key == null ? 0 : key.length;
        size += value == null ? 0 : value.length;
        for (Header header : headers) {
            size += HEADER_OBJECTS + header.key().length();
            size += header.value() == null ? 0 : header.value().length;
        }
        return size;
    }

    @Override
    public String toString() {
        return place.label();
    }
}
