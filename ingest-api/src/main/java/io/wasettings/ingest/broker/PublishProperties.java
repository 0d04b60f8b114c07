package io.wasettings.ingest.broker;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How records are published.
 *
 * @param publishTimeout the longest that the broker may take to acknowledge a record
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record PublishProperties(
        @DurationMin(seconds = 1) @DefaultValue("5s") Duration publishTimeout) {

    /**
     * The producer's settings that the promises of this application rest on. The timeout is split so that a record is
     * either acknowledged or given up for good within it: a fifth for finding the partition, the rest for delivery, in
     * which there is time for a second request.
     */
    Map<String, Object> producerSettings() {
        int millis = Math.toIntExact(publishTimeout.toMillis());
        int delivery = millis / 5 * 4;
        return Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis - delivery,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery / 2);
    }
}
