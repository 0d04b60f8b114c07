package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SealingAnnouncementIT {

    private final MongoDatabase database = PinnedDatabase.of(TestStore.client(), TestStore.newDatabase());

    @AutoClose
    private final Store store = new Store(database, Duration.ofSeconds(10));

    private final KeyRegistry registry = new KeyRegistry(database);

    @Test
    void whoever_removes_keys_learns_that_one_is_still_sealed_with_here() {
        Instant rotated = Instant.now().minusSeconds(60);
        registry.announce(Set.of("old", "new"), "new", rotated);
        SealingAnnouncement announcement = new SealingAnnouncement(store, "old", Clock.systemUTC());
        assertThat(registry.sealedSince("old", rotated)).isFalse();

        announcement.start();

        await().untilAsserted(
                        () -> assertThat(registry.sealedSince("old", rotated)).isTrue());
        announcement.stop();
    }
}
