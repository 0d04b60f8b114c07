package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class KeyAgreementIT {

    private final MongoDatabase database = PinnedDatabase.of(TestStore.client(), TestStore.newDatabase());

    @AutoClose
    private final Store store = new Store(database, Duration.ofSeconds(10));

    private final KeyRegistry registry = new KeyRegistry(database);
    private final KeyAgreement agreement = new KeyAgreement(store, "ours", Duration.ofMillis(50));

    @AfterEach
    void stop() {
        agreement.stop();
    }

    @Test
    void it_is_down_while_processors_have_other_keys_alone() {
        agreement.start();
        assertThat(agreement.health().getStatus()).isEqualTo(Status.UP);

        registry.announce(Set.of("theirs"), "theirs", Instant.now());
        await().until(() -> agreement.health().getStatus().equals(Status.DOWN));

        registry.announce(Set.of("theirs", "ours"), "theirs", Instant.now());
        await().until(() -> agreement.health().getStatus().equals(Status.UP));
    }
}
