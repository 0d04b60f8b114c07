package io.wasettings.processor.lookup;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.SettingsFields;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.QueryIndex;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The indexes end as listings are sorted, so that a page is read and not searched for. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {

    @Bean
    CommandLookup commandLookup(MongoDatabase database) {
        return new CommandLookup(database);
    }

    @Bean
    SettingsLookup settingsLookup(MongoDatabase database) {
        return new SettingsLookup(database);
    }

    @Bean
    Parking parking(CommandLookup lookup, MongoDatabase database, Clock clock) {
        return new Parking(lookup, database, clock);
    }

    @Bean
    QueryIndex commandsByTime() {
        return new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.UPDATED_AT, "_id");
    }

    @Bean
    QueryIndex commandsByState() {
        return new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.STATE, CommandDocuments.UPDATED_AT, "_id");
    }

    @Bean
    QueryIndex commandsByPartner() {
        return new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.PARTNER, CommandDocuments.UPDATED_AT, "_id");
    }

    @Bean
    QueryIndex commandsByKey() {
        return new QueryIndex(CollectionNames.COMMANDS, CommandFields.KEY, CommandDocuments.UPDATED_AT, "_id");
    }

    @Bean
    QueryIndex settingsByPartner() {
        return new QueryIndex(CollectionNames.SETTINGS, SettingsFields.PARTNER);
    }
}
