package io.wasettings.ingest.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.ingest.broker.Topics;
import io.wasettings.ingest.broker.TopicsProperties;
import io.wasettings.ingest.store.Store;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusProperties.class)
class StatusConfiguration {

    @Bean
    StatusBoard statusBoard(StatusProperties properties) {
        return new StatusBoard(properties.maxWaiting(), properties.recentStatuses());
    }

    @Bean
    StatusTail statusTail(
            ConsumerFactory<byte[], byte[]> factory, Topics topics, TopicsProperties names, StatusBoard board) {
        Properties settings = consumerSettings();
        return new StatusTail(
                () -> new StatusFollower(
                        () -> factory.createConsumer(null, "status-tail", null, settings),
                        topics,
                        names.status(),
                        board),
                board);
    }

    @Bean
    Statuses statuses(StatusBoard board, Store store, Publisher publisher, AsyncTaskExecutor applicationTaskExecutor) {
        return new Statuses(board, new MongoStatusStore(store), publisher, applicationTaskExecutor);
    }

    /** Part of readiness: before the tail follows, outcomes would be missed. */
    @Bean
    HealthIndicator brokerHealthIndicator(StatusTail tail) {
        return () -> (tail.following() ? Health.up() : Health.down()).build();
    }

    @Bean
    MeterBinder waitingRequests(StatusBoard board) {
        return registry -> Gauge.builder("wa.settings.ingest.waiting", board, StatusBoard::waiting)
                .description("Requests that wait for the end of their command")
                .register(registry);
    }

    private static Properties consumerSettings() {
        // As texts: the factory leaves out overrides of any other type.
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Applies only where a position is gone, as when the topic was made anew: then all that is left is read.
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }
}
