package io.wasettings.processor.lookup;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.mongo.QueryIndexes;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.QueryIndex;
import io.wasettings.service.status.CommandDocuments;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The indexes end as listings are sorted, so that a page is read and not searched for. By step, host or code that holds
 * for failed commands; others are looked through, as far as state, partner, key and time leave them.
 */
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
    QueryIndexes lookupIndexes() {
        return QueryIndexes.of(
                commandsBy(),
                commandsBy(CommandDocuments.STATE),
                commandsBy(CommandDocuments.PARTNER),
                commandsBy(CommandDocuments.KEY),
                failuresBy(CommandFields.STEP),
                failuresBy(CommandFields.HOST),
                failuresBy(CommandFields.CODE),
                new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.UPDATED_AT),
                // Holds all that is counted by state, so that no document need be read.
                new QueryIndex(CollectionNames.COMMANDS, CommandDocuments.STATE, CommandDocuments.UPDATED_AT));
    }

    private static QueryIndex commandsBy(String... fields) {
        return new QueryIndex(
                CollectionNames.COMMANDS,
                Stream.concat(Stream.of(fields), Stream.of(CommandDocuments.CREATED_AT, "_id"))
                        .toArray(String[]::new));
    }

    /** Of failed commands alone: they are looked through by what they have in common, and others pay nothing for it. */
    private static QueryIndex failuresBy(String field) {
        return commandsBy(field).only(CommandDocuments.STATE, State.FAILED.wireName());
    }
}
