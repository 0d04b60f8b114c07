package io.wasettings.ingest.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.IndexSetup;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.service.mongo.StoreHealthIndicator;
import io.wasettings.service.mongo.TtlIndex;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MongoProperties.class, StoreProperties.class})
class StoreConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer boundedMongoClient(StoreProperties properties) {
        int millis = Math.toIntExact(properties.timeout().toMillis());
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(millis, TimeUnit.MILLISECONDS).readTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(millis, TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoProperties properties) {
        return PinnedDatabase.of(client, properties.database());
    }

    @Bean
    Store store(MongoDatabase database, StoreProperties properties) {
        return new Store(database, properties.timeout());
    }

    @Bean
    IndexSetup indexSetup(MongoDatabase database, List<TtlIndex> expiries) {
        return new IndexSetup(database, expiries, List.of());
    }

    /** Not part of readiness: commands are taken in without the store. */
    @Bean
    HealthIndicator storeHealthIndicator(Store store) {
        return new StoreHealthIndicator(
                ping -> store.call(database -> database.runCommand(ping)).join());
    }
}
