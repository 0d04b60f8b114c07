package io.wasettings.processor.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.mongo.PinnedDatabase;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MongoProperties.class, PatienceProperties.class})
class MongoConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer boundedInTime(PatienceProperties patience) {
        return settings -> settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(
                        patience.serverSelectionTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.readTimeout(patience.readTimeout().toMillis(), TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoProperties properties) {
        return PinnedDatabase.of(client, properties.database());
    }
}
