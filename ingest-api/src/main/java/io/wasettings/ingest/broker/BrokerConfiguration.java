package io.wasettings.ingest.broker;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TopicsProperties.class, PublishProperties.class})
class BrokerConfiguration {

    @Bean
    DefaultKafkaProducerFactoryCustomizer durableProducer(PublishProperties properties) {
        return factory -> factory.updateConfigs(properties.producerSettings());
    }

    @Bean
    Publisher publisher(KafkaTemplate<String, byte[]> kafka, TopicsProperties topics, MeterRegistry metrics) {
        return new KafkaPublisher(kafka, topics, metrics);
    }

    @Bean
    Topics topics(
            KafkaAdmin admin,
            KafkaTemplate<String, byte[]> kafka,
            TopicsProperties properties,
            PublishProperties publish) {
        Map<String, Object> settings = new HashMap<>(admin.getConfigurationProperties());
        int millis = Math.toIntExact(publish.publishTimeout().toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        Topics topics = new KafkaTopics(settings, properties);
        return () -> {
            topics.ensure();
            // So that the first command need not wait until the producer has found its partition.
            kafka.partitionsFor(properties.commands());
        };
    }
}
