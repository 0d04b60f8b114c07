package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ProducerFactory;

class PromptProducerTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
            .withUserConfiguration(KafkaConfiguration.class);

    @Test
    void times_that_are_configured_delay_no_status() {
        context.withPropertyValues(
                        "spring.kafka.producer.properties.linger.ms=500",
                        "spring.kafka.producer.properties.delivery.timeout.ms=5000",
                        "spring.kafka.producer.properties.request.timeout.ms=60000",
                        "spring.kafka.producer.properties.max.block.ms=60000")
                .run(started -> assertThat(settings(started.getBean(ProducerFactory.class)))
                        .containsEntry("linger.ms", 0)
                        .containsEntry("delivery.timeout.ms", 30_000)
                        .containsEntry("request.timeout.ms", 10_000)
                        .containsEntry("max.block.ms", 10_000));
    }

    private static Map<String, Object> settings(ProducerFactory<?, ?> factory) {
        return factory.getConfigurationProperties();
    }
}
