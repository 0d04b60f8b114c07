package io.wasettings.processor.kafka;

import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.KafkaClientsConfiguration;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@Import(KafkaClientsConfiguration.class)
@EnableConfigurationProperties({GroupProperties.class, RetryProperties.class})
class KafkaConfiguration {

    /** Whoever submitted waits for the status. Under load batches fill while others are under way. */
    private static final Map<String, Object> PROMPT = Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            30_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000);

    @Bean
    DefaultKafkaProducerFactoryCustomizer promptProducer() {
        return factory -> factory.updateConfigs(PROMPT);
    }

    @Bean
    ReliableSender reliableSender(
            ProducerFactory<byte[], byte[]> producers, @Qualifier("sendCompletions") Executor sendCompletions) {
        return new ReliableSender(producers::createNonTransactionalProducer, sendCompletions);
    }

    /** As many threads as acknowledgements at a time, which the commands in flight bound. */
    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    ExecutorService sendCompletions() {
        return Executors.newCachedThreadPool(DaemonThreads.named("send-completion"));
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer rangeAssignment() {
        return factory -> {
            Object protocol = factory.getConfigurationProperties().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
            RangeAssignment range = RangeAssignment.under(protocol);
            factory.removeConfig(range.refused());
            factory.updateConfigs(range.settings());
        };
    }

    @Bean
    TopicSetup topicSetup(AdminSettings admin, TopicProperties topics, RetryProperties retries) {
        int tiers = retries.delays().size();
        Map<String, Duration> waits =
                IntStream.rangeClosed(1, tiers).boxed().collect(Collectors.toMap(topics::retry, retries::longest));
        return new TopicSetup(admin, topics, topics.forFailures(tiers), waits);
    }
}
