package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static io.wasettings.processor.store.RenewalSettings.NOW;
import static io.wasettings.processor.store.RenewalSettings.settings;
import static io.wasettings.processor.store.RenewalSettings.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.store.RenewalQueue.Choice;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoRenewalQueueIT extends RenewalQueueContract {

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final SettingsStore store = new MongoSettingsStore(database, new MutableClock());
    private final RenewalQueue queue = new MongoRenewalQueue(database);

    @Override
    RenewalQueue queue() {
        return queue;
    }

    @Override
    SettingsStore store() {
        return store;
    }

    @Override
    Optional<String> error(SettingsKey key) {
        Document settings = database.getCollection(CollectionNames.SETTINGS)
                .find(eq(key.recordKey()))
                .first();
        return Optional.ofNullable(
                settings.get(SettingsFields.RENEWAL, Document.class).getString("error"));
    }

    @Test
    void a_token_that_was_resealed_meanwhile_is_renewed_all_the_same() {
        store.save(settings("a", 1, NOW));
        Due lent = borrow(NOW).orElseThrow();
        database.getCollection(CollectionNames.SETTINGS)
                .updateOne(
                        eq(lent.key().recordKey()),
                        combine(set(SettingsFields.SEALED_TOKEN, "anew"), set(SettingsFields.SEALED_SECRETS, "anew")));

        boolean kept = queue.renewed(lent, new Sealed("jwe-2", token("new", NOW)), NOW.plusSeconds(60));

        assertThat(kept).isTrue();
        assertThat(stored(lent).token()).isEqualTo(token("new", NOW));
        assertThat(stored(lent).secrets()).isEqualTo("jwe-2");
    }

    @Test
    void a_store_that_is_away_is_reported_as_unavailable() {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")) {
            RenewalQueue away = new MongoRenewalQueue(client.getDatabase("d"));

            assertThatThrownBy(() -> away.waiting(NOW)).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> away.borrow(NOW, NOW, new Choice(List.of("a"), Set.of())))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
