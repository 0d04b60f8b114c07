package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsKey.Channel;
import io.wasettings.processor.kafka.Version;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoSettingsStoreIT extends SettingsStoreContract {

    private static final MongoDatabase DATABASE = TestStore.client().getDatabase(TestStore.newDatabase());

    private final MutableClock clock = new MutableClock();
    private final SettingsStore store = new MongoSettingsStore(DATABASE, clock);

    @Override
    SettingsStore store() {
        return store;
    }

    @Test
    void the_document_has_the_apis_fields_and_keeps_its_creation_time() {
        SettingsKey key = new SettingsKey("acme", Channel.CONVERSATIONAL, null);
        Date created = Date.from(clock.instant());
        store.save(new Settings(
                key, "https://a.example.com/", "bearer", null, "jwe", null, null, new Version(1, 2), "id-1"));
        clock.advance(Duration.ofHours(1));

        store.save(new Settings(
                key, "https://b.example.com/", "bearer", null, "jwe", null, null, new Version(2, 3), "id-2"));

        Document document = DATABASE.getCollection("settings")
                .find(eq("acme/conversational/default"))
                .first();
        assertThat(document)
                .containsEntry("partner", "acme")
                .containsEntry("channel", "conversational")
                .containsEntry("from", null)
                .containsEntry("webhook_url", "https://b.example.com/")
                .containsEntry("sealed_secrets", "jwe")
                .containsEntry("version", new Document("timestamp", 2L).append("offset", 3L))
                .containsEntry("command_id", "id-2")
                .containsEntry("created_at", created)
                .containsEntry("updated_at", Date.from(clock.instant()));
    }

    @Test
    void a_store_that_is_away_is_reported_as_unavailable() {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")) {
            SettingsStore away = new MongoSettingsStore(client.getDatabase("d"), clock);

            assertThatThrownBy(() -> away.find(new SettingsKey("acme", Channel.TRANSACTIONAL, null)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
