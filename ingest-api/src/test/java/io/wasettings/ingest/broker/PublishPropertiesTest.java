package io.wasettings.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishPropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT5S", "PT2M"})
    void a_record_is_given_up_within_the_timeout(Duration timeout) {
        Map<String, Object> settings = new PublishProperties(timeout).producerSettings();

        assertThat((int) settings.get(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                        + (int) settings.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                .isEqualTo((int) timeout.toMillis());
    }

    @Test
    void where_the_topics_lie_is_not_forgotten_overnight() {
        assertThat(new PublishProperties(Duration.ofSeconds(5)).producerSettings())
                .containsEntry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(1).toMillis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT5S", "PT2M"})
    void the_settings_go_together(Duration timeout) {
        Map<String, Object> settings = new HashMap<>(new PublishProperties(timeout).producerSettings());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");

        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.metrics()).isNotEmpty();
        }
    }
}
