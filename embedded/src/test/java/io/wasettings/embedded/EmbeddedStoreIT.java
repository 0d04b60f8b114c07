package io.wasettings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {

    @TempDir
    Path folder;

    @Test
    void documents_survive_a_restart_on_the_same_folder() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            collection(client).insertOne(new Document("_id", "a"));
        }
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).find()).containsExactly(new Document("_id", "a"));
        }
    }

    @Test
    void a_store_in_memory_starts_empty() {
        try (EmbeddedStore store = EmbeddedStore.startInMemory(0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).find()).isEmpty();
        }
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }
}
