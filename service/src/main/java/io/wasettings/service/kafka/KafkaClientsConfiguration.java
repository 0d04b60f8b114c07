package io.wasettings.service.kafka;

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
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The clients' settings that all guarantees rest on, whatever else is configured: acknowledged by all in-sync replicas,
 * written once and in order, read when committed, as bytes. No client creates a topic by asking for it, since it would
 * not stamp records with the broker's time.
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
            1);

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
        return factory -> factory.updateConfigs(PRODUCER);
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer committedReads() {
        return factory -> factory.updateConfigs(CONSUMER);
    }

    @Bean
    AdminSettings adminSettings(KafkaAdmin admin, TopicProperties topics) {
        TopicNames.verify(topics);
        BrokerSettings.verify(admin.getConfigurationProperties());
        return new AdminSettings(admin.getConfigurationProperties());
    }
}
