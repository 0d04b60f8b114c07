package io.wasettings.processor.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyAnnouncementIT {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final KeyRegistry registry = new KeyRegistry(database);

    @Test
    void the_first_processor_tells_its_keys() {
        start(NOW, "a", "b");

        assertThat(registry.kids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_processor_with_a_key_more_starts_beside_the_others() {
        start(NOW, "a");

        start(NOW, "b", "a");

        assertThat(registry.kids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_processor_with_none_of_the_others_keys_does_not_start() {
        start(NOW, "a");

        assertThatThrownBy(() -> start(NOW.plus(Duration.ofDays(40)), "c"))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("wa.settings.keys-file");
        assertThat(registry.kids()).containsExactly("a");
    }

    @Test
    void a_key_that_nobody_has_any_more_is_forgotten_after_a_day() {
        start(NOW, "a", "b");

        start(NOW.plus(Duration.ofHours(25)), "b");

        assertThat(registry.kids()).containsExactly("b");
    }

    @Test
    void a_processor_tells_which_of_its_keys_seals() {
        start(NOW, "b", "a");

        assertThat(registry.sealedSince("b", NOW)).isTrue();
        assertThat(registry.sealedSince("b", NOW.plusMillis(1))).isFalse();
        assertThat(registry.sealedSince("a", NOW)).isFalse();
    }

    @Test
    void others_tell_what_they_seal_with_where_a_processor_can_open_it() {
        start(NOW, "b", "a");

        registry.announceSealing("a", NOW.plusMillis(1));
        registry.announceSealing("unknown", NOW);

        assertThat(registry.sealedSince("a", NOW.plusMillis(1))).isTrue();
        assertThat(registry.kids()).containsExactlyInAnyOrder("a", "b");
    }

    /** The first key seals. */
    private void start(Instant now, String... kids) {
        KeyAnnouncement announcement = new KeyAnnouncement(
                registry, kids[0], Set.of(kids), Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
        try {
            announcement.start();
        } finally {
            announcement.stop();
        }
    }
}
