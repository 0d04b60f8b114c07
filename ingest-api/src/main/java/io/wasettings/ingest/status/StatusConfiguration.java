package io.wasettings.ingest.status;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.ingest.broker.Topics;
import io.wasettings.ingest.limit.HeapRoom;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.security.IdsInPaths;
import io.wasettings.service.status.CommandStatuses;
import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
        int waiting = HeapRoom.ofThisProcess().waiting(properties.maxWaiting());
        return new StatusBoard(waiting, properties.recentStatuses());
    }

    @Bean
    StatusTail statusTail(
            ConsumerFactory<byte[], byte[]> factory,
            Topics topics,
            TopicProperties names,
            StatusBoard board,
            StatusProperties properties) {
        return new StatusTail(
                () -> new StatusFollower(
                        () -> factory.createConsumer(null, "status-tail", null, freshMetadata()),
                        topics::ensure,
                        names.status(),
                        board,
                        properties.recentStatuses()),
                board);
    }

    /** So that added partitions are noticed well within a minute. */
    private static Properties freshMetadata() {
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "30000");
        return settings;
    }

    @Bean
    StatusStore statusStore(Store store, MongoDatabase database, MongoProperties properties, Clock clock) {
        return new MongoStatusStore(store, new CommandStatuses(database, clock, properties.commandRetention()));
    }

    @Bean
    KnownStatuses statuses(
            StatusBoard board,
            StatusTail tail,
            StatusStore durable,
            Publisher publisher,
            AsyncTaskExecutor applicationTaskExecutor) {
        return new KnownStatuses(board, tail::following, durable, publisher, applicationTaskExecutor);
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

    @Bean
    IdsInPaths commandIdsInPaths() {
        return new IdsInPaths(CommandLocation.PREFIX);
    }
}
