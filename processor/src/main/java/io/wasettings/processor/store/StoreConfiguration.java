package io.wasettings.processor.store;

import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.mongo.QueryIndex;
import io.wasettings.service.mongo.TtlIndex;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    SettingsStore settingsStore(MongoDatabase database, Clock clock) {
        return new MongoSettingsStore(database, clock);
    }

    @Bean
    RenewalQueue renewalQueue(MongoDatabase database) {
        return new MongoRenewalQueue(database);
    }

    @Bean
    CommandLedger commandLedger(MongoDatabase database, Clock clock, MongoProperties properties) {
        return new MongoCommandLedger(database, clock, properties.commandRetention());
    }

    @Bean
    QueryIndex renewalsByTime() {
        return new QueryIndex(MongoSettingsStore.COLLECTION, MongoRenewalQueue.AT);
    }

    @Bean
    QueryIndex renewalsByState() {
        return new QueryIndex(MongoSettingsStore.COLLECTION, MongoRenewalQueue.STATE);
    }

    @Bean
    QueryIndex tokensByExpiry() {
        return new QueryIndex(MongoSettingsStore.COLLECTION, MongoRenewalQueue.EXPIRES_AT);
    }

    @Bean
    TtlIndex ledgerExpiry() {
        return new TtlIndex(MongoCommandLedger.COLLECTION, MongoCommandLedger.EXPIRES_AT);
    }
}
