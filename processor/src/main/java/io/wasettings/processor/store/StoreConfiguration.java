package io.wasettings.processor.store;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.mongo.QueryIndexes;
import io.wasettings.processor.mongo.StartupMigration;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.IndexSetup;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.mongo.QueryIndex;
import io.wasettings.service.mongo.TtlIndex;
import io.wasettings.service.settings.ShownSettings;
import io.wasettings.service.status.CommandDocuments;
import io.wasettings.service.status.CommandStatuses;
import java.time.Clock;
import java.util.List;
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
    CommandStore commandStore(MongoDatabase database, Clock clock, MongoProperties properties) {
        return new RememberingCommandStore(new MongoCommandStore(database, clock, properties.commandRetention()));
    }

    @Bean
    FoundDeadLetters foundDeadLetters(MongoDatabase database, Clock clock, MongoProperties properties) {
        return new MongoFoundDeadLetters(database, clock, properties.commandRetention());
    }

    @Bean
    QueryIndexes storeIndexes() {
        return QueryIndexes.of(
                // Says whose renewals are due, so that no document need be read.
                new QueryIndex(CollectionNames.SETTINGS, NotedRenewal.AT_FIELD, SettingsFields.PARTNER),
                // Finds what partners have due, however much others have; and all settings of a partner.
                new QueryIndex(CollectionNames.SETTINGS, SettingsFields.PARTNER, NotedRenewal.AT_FIELD),
                new QueryIndex(CollectionNames.SETTINGS, NotedRenewal.STATE_FIELD),
                new QueryIndex(CollectionNames.SETTINGS, ShownSettings.TOKEN_EXPIRES_AT),
                new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.COMMAND_ID));
    }

    @Bean
    StartupMigration commandMigration(MongoDatabase database, Clock clock, MongoProperties properties) {
        CommandStatuses statuses = new CommandStatuses(database, clock, properties.commandRetention());
        return new StartupMigration(new CommandMigration(database, statuses)::run);
    }

    @Bean
    IndexSetup indexSetup(MongoDatabase database, List<TtlIndex> expiries, List<QueryIndexes> queries) {
        return new IndexSetup(
                database,
                expiries,
                queries.stream().flatMap(all -> all.indexes().stream()).toList());
    }

    @Bean
    TtlIndex commandExpiry() {
        return new TtlIndex(CollectionNames.COMMANDS, CommandDocuments.EXPIRES_AT);
    }
}
