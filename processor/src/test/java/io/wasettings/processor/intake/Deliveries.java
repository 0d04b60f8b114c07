package io.wasettings.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Deliveries and settings for the tests of this package. */
final class Deliveries {

    static final String TOPIC = "commands";

    private Deliveries() {}

    static Delivery delivery(String key, long offset) {
        return delivery(0, 0, key, offset);
    }

    static Delivery delivery(int partition, int tier, String key, long offset) {
        return new Delivery(
                tier,
                new Place(tier == 0 ? TOPIC : TOPIC + "." + tier, "id", partition, offset, offset),
                key.getBytes(UTF_8),
                "0123456789".getBytes(UTF_8),
                List.of());
    }

    /** A delivery whose header names that id. */
    static Delivery named(String id, @Nullable String key, long offset) {
        return new Delivery(
                0,
                new Place(TOPIC, "id", 0, offset, offset),
                key == null ? null : key.getBytes(UTF_8),
                "0123456789".getBytes(UTF_8),
                List.of(new RecordHeader("ce_id", id.getBytes(UTF_8))));
    }

    /** A delivery whose id is in its value. */
    static Delivery structured(String value, String key, long offset) {
        return new Delivery(
                0, new Place(TOPIC, "id", 0, offset, offset), key.getBytes(UTF_8), value.getBytes(UTF_8), List.of());
    }

    static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, String key, long offset, long timestamp, Headers headers) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                headers,
                Optional.empty());
    }

    static String key(Delivery delivery) {
        return new String(delivery.key(), UTF_8);
    }

    static IntakeProperties settings(int concurrency, int maxWaiting) {
        return settings(concurrency, concurrency, maxWaiting, maxWaiting);
    }

    static IntakeProperties settings(int concurrency, int perPartner, int maxWaiting, int maxWaitingPerPartner) {
        return settings(Map.of(
                "concurrency", concurrency,
                "concurrency-per-partner", perPartner,
                "max-waiting", maxWaiting,
                "max-waiting-per-partner", maxWaitingPerPartner));
    }

    /** The defaults but for these, without time for what runs when partitions are taken away. */
    static IntakeProperties settings(Map<String, Object> changed) {
        Map<String, Object> properties = new HashMap<>(Map.of("rebalance-grace", "0s", "shutdown-grace", "0s"));
        properties.putAll(changed);
        ConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
        return new Binder(source).bindOrCreate("", IntakeProperties.class);
    }
}
