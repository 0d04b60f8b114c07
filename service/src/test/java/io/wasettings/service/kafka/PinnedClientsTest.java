package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.Map;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** What all guarantees rest on stays, whatever else is configured. */
class PinnedClientsTest {

    private static final String STRINGS = StringSerializer.class.getName();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
            .withUserConfiguration(KafkaClientsConfiguration.class);

    @Test
    void no_partitioner_but_that_by_key() {
        context.withPropertyValues(
                        "spring.kafka.producer.properties.partitioner.class=" + RoundRobinPartitioner.class.getName(),
                        "spring.kafka.producer.properties.partitioner.ignore.keys=true")
                .run(started -> assertThat(producer(started.getBean(ProducerFactory.class)))
                        .containsEntry("partitioner.ignore.keys", false)
                        .doesNotContainKey("partitioner.class"));
    }

    @Test
    void retries_until_the_time_is_over() {
        context.withPropertyValues("spring.kafka.producer.retries=0")
                .run(started -> assertThat(producer(started.getBean(ProducerFactory.class)))
                        .containsEntry("retries", Integer.MAX_VALUE));
    }

    @Test
    void records_are_acknowledged_by_all_once_and_in_order() {
        context.withPropertyValues(
                        "spring.kafka.producer.acks=1",
                        "spring.kafka.producer.properties.enable.idempotence=false",
                        "spring.kafka.producer.properties.max.in.flight.requests.per.connection=5",
                        "spring.kafka.producer.key-serializer=" + STRINGS,
                        "spring.kafka.producer.value-serializer=" + STRINGS)
                .run(started -> assertThat(producer(started.getBean(ProducerFactory.class)))
                        .containsEntry("acks", "all")
                        .containsEntry("enable.idempotence", true)
                        .containsEntry("max.in.flight.requests.per.connection", 1)
                        .containsEntry("key.serializer", ByteArraySerializer.class)
                        .containsEntry("value.serializer", ByteArraySerializer.class));
    }

    @Test
    void what_is_committed_is_read_from_its_beginning_and_no_topic_made_by_asking() {
        context.withPropertyValues(
                        "spring.kafka.consumer.isolation-level=read_uncommitted",
                        "spring.kafka.consumer.auto-offset-reset=latest",
                        "spring.kafka.consumer.enable-auto-commit=true",
                        "spring.kafka.consumer.properties.allow.auto.create.topics=true")
                .run(started -> assertThat(consumer(started.getBean(ConsumerFactory.class)))
                        .containsEntry("isolation.level", "read_committed")
                        .containsEntry("auto.offset.reset", "earliest")
                        .containsEntry("enable.auto.commit", false)
                        .containsEntry("allow.auto.create.topics", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.kafka.producer.transaction-id-prefix", "spring.kafka.properties.transactional.id"})
    void transactions_that_nobody_would_commit_are_refused(String property) {
        context.withPropertyValues(property + "=orders")
                .run(failed -> assertThat(failed)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("spring.kafka.producer.transaction-id-prefix"));
    }

    @ParameterizedTest
    @CsvSource({
        "spring.kafka.producer.properties.compression.type, none at all",
        "spring.kafka.consumer.properties.fetch.max.bytes, -1"
    })
    void what_a_client_refuses_is_told_before_one_is_made(String property, String value) {
        context.withPropertyValues(property + "=" + value)
                .run(failed -> assertThat(failed)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("The Kafka client refuses spring.kafka.*: ")
                        .hasMessageContaining(value));
    }

    private static Map<String, Object> producer(ProducerFactory<?, ?> factory) {
        return factory.getConfigurationProperties();
    }

    private static Map<String, Object> consumer(ConsumerFactory<?, ?> factory) {
        return factory.getConfigurationProperties();
    }
}
