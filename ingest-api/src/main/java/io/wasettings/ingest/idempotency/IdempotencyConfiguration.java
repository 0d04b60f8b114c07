package io.wasettings.ingest.idempotency;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.mongo.TtlIndex;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyConfiguration.class);

    @Bean
    TtlIndex idempotencyExpiry() {
        return MongoIdempotencyKeys.EXPIRY;
    }

    @Bean
    IdempotencyKeys idempotencyKeys(
            Store store, IdempotencyProperties properties, MongoProperties commands, Clock clock) {
        requireLongerMemory(commands.commandRetention(), properties.kept());
        Path file = properties.idempotencySecretFile();
        HashSecret secret = file == null ? null : HashSecret.load(file);
        if (secret == null) {
            LogLine.warn(LOG, "idempotency_secret_in_store")
                    .with(
                            "hint",
                            "who reads the store can try guesses at what was hashed;"
                                    + " set wa.settings.ingest.idempotency-secret-file")
                    .write();
        }
        return new MongoIdempotencyKeys(store, secret, properties.kept(), clock);
    }

    /** A repetition of a command that nobody remembers would wait for its end forever, or be a new command. */
    private static void requireLongerMemory(Duration ofCommands, Duration ofKeys) {
        if (ofCommands.compareTo(ofKeys) < 0) {
            long minutes = ofKeys.plusSeconds(59).toMinutes();
            throw new MisconfigurationException("Idempotency keys are kept for " + minutes
                    + " minutes, longer than their commands: set wa.settings.mongodb.command-retention to " + minutes
                    + "m or more, here and for the processors");
        }
    }
}
