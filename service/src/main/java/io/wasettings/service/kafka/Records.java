package io.wasettings.service.kafka;

import io.wasettings.common.event.CloudEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Kafka's records as CloudEvents, and the other way round. */
public final class Records {

    private Records() {}

    /** The last header of each name that has a value. */
    public static Map<String, byte[]> headers(Iterable<Header> headers) {
        Map<String, byte[]> last = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                last.put(header.key(), header.value());
            }
        }
        return last;
    }

    /** Reads a record, binary or structured. */
    public static CloudEvent.Reading read(ConsumerRecord<?, byte[]> record) {
        return CloudEvent.read(headers(record.headers()), record.value());
    }

    /**
     * Writes an event in binary mode.
     *
     * @param key the record key, whose hash chooses the partition; null for any
     */
    public static ProducerRecord<byte[], byte[]> write(String topic, byte @Nullable [] key, CloudEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, event.data());
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }
}
