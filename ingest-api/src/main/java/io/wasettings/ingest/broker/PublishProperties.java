package io.wasettings.ingest.broker;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
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

    /** How long a topic may go unused before the producer forgets its partitions, and would block to look them up. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /**
     * The producer's settings that ensure an answer in time. The timeout is split so that a record is either
     * acknowledged or given up for good within it: a fifth for looking up the partition, the rest for delivery. That
     * leaves time for a second request, though not to records that waited behind an unanswered one.
     */
    Map<String, Object> producerSettings() {
        int millis = Math.toIntExact(publishTimeout.toMillis());
        int delivery = millis / 5 * 4;
        return Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis - delivery,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery / 2,
                ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                REMEMBERED.toMillis());
    }
}
