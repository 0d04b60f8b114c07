package io.wasettings.processor.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicProperties.class)
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
    TopicSetup topicSetup(KafkaAdmin admin, TopicProperties topics, RetryTiers tiers) {
        Map<String, Object> config = new HashMap<>(admin.getConfigurationProperties());
        // The intake asks again and again; a single question need not wait long.
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        return new TopicSetup(config, topics, tiers.count());
    }
}
