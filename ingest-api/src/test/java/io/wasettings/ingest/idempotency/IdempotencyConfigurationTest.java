package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.testkit.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyConfigurationTest {

    @Test
    void that_the_secret_lies_in_the_store_is_said_at_the_start() {
        try (CapturedLog log = CapturedLog.of(IdempotencyConfiguration.class, Level.WARN)) {
            configure(null);

            assertThat(log.lines())
                    .extracting(ILoggingEvent::getMessage)
                    .containsExactly("event=idempotency_secret_in_store");
        }
    }

    @Test
    void nothing_is_said_of_a_secret_of_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s".repeat(HashSecret.MIN_BYTES));
        try (CapturedLog log = CapturedLog.of(IdempotencyConfiguration.class, Level.WARN)) {
            configure(file);

            assertThat(log.lines()).isEmpty();
        }
    }

    private static void configure(@Nullable Path secretFile) {
        IdempotencyProperties properties = new IdempotencyProperties(Duration.ofDays(1), secretFile);
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
                Store store = new Store(client.getDatabase("test"), Duration.ofSeconds(1))) {
            MongoProperties commands = new MongoProperties("test", Duration.ofDays(30));
            assertThat(new IdempotencyConfiguration().idempotencyKeys(store, properties, commands, Clock.systemUTC()))
                    .isNotNull();
        }
    }
}
