package io.wasettings.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a kill leaves them, between two writes that belong together, and as earlier builds wrote them. */
class TornStoreIT {

    private static final String DOCUMENTS = "databases.d.c";
    private static final String INDEX = "d.c._index__id_";

    @TempDir
    Path folder;

    @Test
    void a_document_whose_id_was_not_written_is_found_and_changed() throws Exception {
        tear(store -> store.openMap(INDEX).remove(new KeyValue("a")));

        onCollection(collection -> {
            assertThat(collection.find(eq("_id", "a"))).containsExactly(new Document("_id", "a"));
            assertThat(upsert(collection, "a")).containsExactly(new Document("_id", "a").append("v", 1));
        });
    }

    @Test
    void an_id_whose_document_was_not_written_is_free() throws Exception {
        tear(store -> store.openMap(DOCUMENTS).remove("a"));

        onCollection(collection -> {
            assertThat(collection.find(eq("_id", "a"))).isEmpty();
            assertThat(upsert(collection, "a")).containsExactly(new Document("_id", "a").append("v", 1));
            assertThat(collection.countDocuments()).isEqualTo(2);
        });
    }

    @Test
    void a_collection_is_whole_whose_entries_were_not_written() throws Exception {
        tear(store -> store.removeMap("databases.d.system.indexes"));

        onCollection(collection -> {
            assertThat(upsert(collection, "a")).containsExactly(new Document("_id", "a").append("v", 1));
            assertThat(collection.listIndexes())
                    .extracting(index -> index.getString("name"))
                    .containsExactly("_id_");
            collection.drop();
            assertThat(collection.find()).isEmpty();
        });
    }

    @Test
    void what_is_being_written_to_the_file_is_not_changed_meanwhile() {
        IndexedH2Backend backend = IndexedH2Backend.open(folder.resolve("store.mv"), failure -> {});

        onCollection(backend, collection -> {
            collection.insertOne(new Document("_id", "a").append("v", 1));
            var inTheFile = (de.bwaldvogel.mongo.bson.Document)
                    backend.getMvStore().openMap(DOCUMENTS).get("a");

            collection.updateOne(eq("_id", "a"), set("v", 2));

            assertThat(inTheFile.get("v")).isEqualTo(1);
            assertThat(collection.find()).containsExactly(new Document("_id", "a").append("v", 2));
        });
    }

    /** A file with two documents that the library wrote, indexes included, changed in that way. */
    private void tear(Consumer<MVStore> change) {
        String file = folder.resolve("store.mv").toString();
        onCollection(
                new H2Backend(file),
                collection -> collection.insertMany(List.of(new Document("_id", "a"), new Document("_id", "b"))));
        try (MVStore store = MVStore.open(file)) {
            assertThat(store.getMapNames()).contains(DOCUMENTS, INDEX);
            change.accept(store);
        }
    }

    private static void onCollection(H2Backend backend, Consumer<MongoCollection<Document>> action) {
        MongoServer server = new MongoServer(backend);
        try (MongoClient client = MongoClients.create(server.bindAndGetConnectionString())) {
            action.accept(client.getDatabase("d").getCollection("c"));
        } finally {
            server.shutdownNow();
        }
    }

    private void onCollection(Consumer<MongoCollection<Document>> action) throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            action.accept(client.getDatabase("d").getCollection("c"));
        }
    }

    private static Iterable<Document> upsert(MongoCollection<Document> collection, String id) {
        collection.updateOne(eq("_id", id), set("v", 1), new UpdateOptions().upsert(true));
        return collection.find(eq("_id", id));
    }
}
