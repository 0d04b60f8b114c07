package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.processor.store.SealedCredentials.SealedBearer;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
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
        store.save(new Settings(key, "https://a.example.com/", new SealedBearer("jwe"), new Version(1, 2), "id-1"));
        clock.advance(Duration.ofHours(1));

        store.save(new Settings(
                key,
                "https://b.example.com/",
                new SealedBearer("jwe"),
                new Version(2, 3, new Log("id of the topic", 4)),
                "id-2"));

        Document document = DATABASE.getCollection("settings")
                .find(eq("acme/conversational/default"))
                .first();
        assertThat(document)
                .containsEntry("partner", "acme")
                .containsEntry("channel", "conversational")
                .containsEntry("from", null)
                .containsEntry("webhook_url", "https://b.example.com/")
                .containsEntry("sealed_secrets", "jwe")
                .containsEntry(
                        "version",
                        new Document("topic_id", "id of the topic")
                                .append("partition", 4)
                                .append("offset", 3L)
                                .append("timestamp", 2L))
                .containsEntry("command_id", "id-2")
                .containsEntry("created_at", created)
                .containsEntry("updated_at", Date.from(clock.instant()));
    }

    @Test
    void a_version_that_an_earlier_release_stored_is_compared_by_its_timestamp() {
        SettingsKey key = new SettingsKey("earlier", Channel.TRANSACTIONAL, null);
        Version earlier = new Version(1000, 5);
        store.save(bearer(key, earlier));
        Bson withoutLog = set("version", new Document("timestamp", 1000L).append("offset", 5L));
        DATABASE.getCollection("settings").updateOne(eq(key.recordKey()), withoutLog);

        assertThat(store.find(key).orElseThrow().version()).isEqualTo(earlier);
        assertThat(store.save(bearer(key, new Version(999, 9, new Log("t", 0)))))
                .isFalse();
        assertThat(store.save(bearer(key, new Version(1000, 6, new Log("t", 0)))))
                .isTrue();
    }

    @Test
    void of_the_first_writes_of_a_key_by_two_processes_at_once_the_newest_wins() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (MongoClient mine = MongoClients.create(TestStore.uri());
                MongoClient others = MongoClients.create(TestStore.uri())) {
            List<SettingsStore> processes = Stream.of(mine, others)
                    .map(client -> client.getDatabase(DATABASE.getName()))
                    .<SettingsStore>map(database -> new MongoSettingsStore(database, clock))
                    .toList();
            for (int round = 0; round < 100; round++) {
                SettingsKey key = new SettingsKey("first-" + round, Channel.TRANSACTIONAL, null);
                CyclicBarrier start = new CyclicBarrier(2);
                int newest = round % 2;
                Future<Boolean> older = writers.submit(() -> {
                    start.await();
                    return processes.get(1 - newest).save(bearer(key, new Version(1000, 1)));
                });
                Future<Boolean> newer = writers.submit(() -> {
                    start.await();
                    return processes.get(newest).save(bearer(key, new Version(1000, 2)));
                });

                older.get(30, TimeUnit.SECONDS);
                assertThat(newer.get(30, TimeUnit.SECONDS)).isTrue();
                assertThat(store.find(key).orElseThrow().version()).isEqualTo(new Version(1000, 2));
            }
        } finally {
            writers.shutdownNow();
        }
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
