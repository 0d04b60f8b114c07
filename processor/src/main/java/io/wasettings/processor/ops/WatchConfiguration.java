package io.wasettings.processor.ops;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.kafka.GroupProperties;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.ops.Watch.Place;
import io.wasettings.processor.store.OpenFailures;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is read in the background for metrics and health. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    @Bean
    Watch<Backlog> backlogWatch(
            AdminSettings admin, GroupProperties group, TopicProperties topics, OpsProperties properties) {
        BacklogReader reader = new BacklogReader(admin, group.group(), topics);
        return new Watch<>(new Place("broker", admin.servers()), reader::read, properties.backlogInterval());
    }

    @Bean
    Watch<OpenFailures> failuresWatch(
            MongoDatabase database, MongoConnectionDetails connection, OpsProperties properties) {
        String hosts = String.join(", ", connection.getConnectionString().getHosts());
        return new Watch<>(new Place("store", hosts), () -> OpenFailures.read(database), properties.failuresInterval());
    }

    @Bean
    BrokerMetrics brokerMetrics(Watch<Backlog> backlog, TopicProperties topics, RetryProperties retries) {
        return new BrokerMetrics(backlog, topics, retries.delays().size());
    }

    @Bean
    StoreMetrics storeMetrics(Watch<OpenFailures> failures) {
        return new StoreMetrics(failures);
    }

    @Bean
    HealthIndicator brokerHealthIndicator(Watch<Backlog> backlog) {
        return new BrokerHealthIndicator(backlog);
    }
}
