package io.wasettings.service.kafka;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The clients' settings that all guarantees rest on, whatever else is configured: acknowledged by all in-sync replicas,
 * written once and in order, where the key belongs, read when committed, as bytes. No client creates a topic by asking
 * for it, since it would not stamp records with the broker's time.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicProperties.class)
public class KafkaClientsConfiguration {

    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            // Of two requests in flight, a new leader may refuse the first and take the second: the first is then
            // out of order until the producer gives up (KAFKA-15591).
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            // As often as the time for delivery allows; an idempotent producer refuses to start with none.
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            false);

    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");

    @Bean
    DefaultKafkaProducerFactoryCustomizer durableProducer() {
        return factory -> {
            if (factory.transactionCapable()) {
                throw new MisconfigurationException("Remove spring.kafka.producer.transaction-id-prefix and any"
                        + " transactional.id: nothing is sent in transactions");
            }
            factory.updateConfigs(PRODUCER);
            // Kafka's own partitioner: murmur2 of the key, as all producers do it.
            factory.removeConfig(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        };
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer committedReads() {
        return factory -> factory.updateConfigs(CONSUMER);
    }

    @Bean
    AdminSettings adminSettings(
            KafkaAdmin admin,
            ProducerFactory<?, ?> producers,
            ConsumerFactory<?, ?> consumers,
            TopicProperties topics) {
        TopicNames.verify(topics);
        BrokerSettings.verify(admin.getConfigurationProperties());
        BrokerSettings.verifyProducers(producers.getConfigurationProperties());
        BrokerSettings.verifyConsumers(consumers.getConfigurationProperties());
        return new AdminSettings(admin.getConfigurationProperties());
    }
}
