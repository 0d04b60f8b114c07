package io.wasettings.testkit.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.wasettings.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiredDocumentsIT {

    @TempDir
    Path folder;

    @Test
    void what_has_expired_is_gone_soon_after_a_restart() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = BulkLoad.collection(client);
            collection.createIndex(Indexes.ascending("state"));
            collection.createIndex(Indexes.ascending("done_at"), new IndexOptions().expireAfter(1L, TimeUnit.HOURS));
            collection.insertMany(List.of(
                    done("long ago", Duration.ofDays(30)),
                    done("just now", Duration.ofMinutes(1)),
                    new Document("_id", "not yet").append("state", "s"),
                    new Document("_id", "never").append("state", "s").append("done_at", null),
                    new Document("_id", "who knows").append("state", "s").append("done_at", "1970")));
        }

        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = BulkLoad.collection(client);
            Awaitility.await().until(() -> collection.countDocuments() == 4);
            assertThat(collection.find(eq("state", "s")).map(found -> found.getString("_id")))
                    .containsExactlyInAnyOrder("just now", "not yet", "never", "who knows");
        }
    }

    private static Document done(String id, Duration ago) {
        return new Document("_id", id)
                .append("state", "s")
                .append("done_at", Date.from(Instant.now().minus(ago)));
    }
}
