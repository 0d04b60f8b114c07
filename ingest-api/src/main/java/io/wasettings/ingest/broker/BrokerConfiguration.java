package io.wasettings.ingest.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.KafkaClientsConfiguration;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import io.wasettings.service.trace.Traces;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
@Import(KafkaClientsConfiguration.class)
@EnableConfigurationProperties(PublishProperties.class)
class BrokerConfiguration {

    @Bean
    DefaultKafkaProducerFactoryCustomizer promptProducer(PublishProperties properties) {
        return factory -> factory.updateConfigs(properties.producerSettings());
    }

    @Bean
    Publisher publisher(
            KafkaTemplate<byte[], byte[]> kafka,
            TopicProperties names,
            Topics topics,
            MeterRegistry metrics,
            Traces traces) {
        return new KafkaPublisher(kafka, names, topics, metrics, traces);
    }

    @Bean
    Topics topics(AdminSettings admin, TopicProperties names, KafkaTemplate<byte[], byte[]> kafka) {
        TopicSetup setup = new TopicSetup(admin, names, List.of());
        return new Topics(() -> {
            setup.run();
            // So that the first command need not wait until the producer has found its partition.
            kafka.partitionsFor(names.commands());
        });
    }
}
