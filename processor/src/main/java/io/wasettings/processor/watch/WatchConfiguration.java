package io.wasettings.processor.watch;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.kafka.GroupProperties;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.store.OpenFailures;
import io.wasettings.processor.watch.Watch.Watched;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read in the background for metrics and health. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WatchProperties.class)
class WatchConfiguration {

    @Bean
    Watch<Backlog> backlogWatch(
            AdminSettings admin, GroupProperties group, TopicProperties topics, WatchProperties properties) {
        BacklogReader reader = new BacklogReader(admin, group.group(), topics);
        return new Watch<>(new Watched("broker", admin.servers()), reader::read, properties.backlogInterval());
    }

    @Bean
    Watch<OpenFailures> failuresWatch(
            MongoDatabase database, MongoConnectionDetails connection, WatchProperties properties) {
        String hosts = String.join(", ", connection.getConnectionString().getHosts());
        return new Watch<>(
                new Watched("store", hosts), () -> OpenFailures.read(database), properties.failuresInterval());
    }

    @Bean
    BrokerMetrics brokerMetrics(Watch<Backlog> backlog, TopicProperties topics, RetryProperties retries) {
        return new BrokerMetrics(backlog, topics, retries.delays().size());
    }

    @Bean
    StoreMetrics storeMetrics(Watch<OpenFailures> failures) {
        return new StoreMetrics(failures);
    }

    /** Up while the broker answers and has the topics. */
    @Bean
    HealthIndicator brokerHealthIndicator(Watch<Backlog> backlog) {
        return () -> (backlog.latest().isPresent() ? Health.up() : Health.down()).build();
    }
}
