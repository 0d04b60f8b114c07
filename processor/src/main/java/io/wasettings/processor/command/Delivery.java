package io.wasettings.processor.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as the broker delivered it, untouched.
 *
 * @param tier 0 for the commands topic, n for the n-th retry topic
 * @param topic the record's topic
 * @param partition the record's partition
 * @param offset the record's offset
 * @param timestamp when the broker appended it, in milliseconds since the epoch ({@code LogAppendTime})
 * @param key the raw key, or null
 * @param value the raw value, or null for a tombstone
 * @param headers the last header of each name
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Delivery(
        int tier,
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers) {

    /** Bytes held in memory by this delivery, about. */
    public long size() {
        long size = 0;
        size += key == null ? 0 : key.length;
        size += value == null ? 0 : value.length;
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            size += header.getKey().length();
            size += header.getValue().length;
        }
        return size;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
