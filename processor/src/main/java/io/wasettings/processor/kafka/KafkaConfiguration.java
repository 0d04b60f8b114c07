package io.wasettings.processor.kafka;

import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.KafkaClientsConfiguration;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@Import(KafkaClientsConfiguration.class)
class KafkaConfiguration {

    @Bean
    ReliableSender reliableSender(
            ProducerFactory<byte[], byte[]> producers, @Qualifier("sendCompletions") Executor sendCompletions) {
        return new ReliableSender(producers.createNonTransactionalProducer(), sendCompletions);
    }

    /** As many threads as acknowledgements at a time, which the commands in flight bound. */
    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    ExecutorService sendCompletions() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "send-completion");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    TopicSetup topicSetup(AdminSettings admin, TopicProperties topics, RetryTiers tiers) {
        return new TopicSetup(admin, topics, topics.forFailures(tiers.count()));
    }
}
