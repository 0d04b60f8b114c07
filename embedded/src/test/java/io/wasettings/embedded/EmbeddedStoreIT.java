package io.wasettings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {

    @TempDir
    Path folder;

    @Test
    void documents_survive_a_restart_on_the_same_folder() throws Exception {
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            collection(client).insertOne(new Document("_id", "a"));
        }
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).find()).containsExactly(new Document("_id", "a"));
        }
    }

    @Test
    void values_of_every_type_survive_a_restart() throws Exception {
        Document document = new Document("_id", new ObjectId())
                .append("text", "\u00fc\u0000\uD83D\uDE00")
                .append("int", 1)
                .append("long", Long.MAX_VALUE)
                .append("double", 0.1)
                .append("decimal", Decimal128.parse("0.10"))
                .append("yes", true)
                .append("nothing", null)
                .append("date", Date.from(Instant.ofEpochMilli(1)))
                .append("timestamp", new BsonTimestamp(7, 8))
                .append("bytes", new Binary(new byte[] {1, 2}))
                .append("pattern", new BsonRegularExpression("a.c", "i"))
                .append("least", new MinKey())
                .append("most", new MaxKey())
                .append("array", List.of(1, List.of("x"), new Document("y", 2)))
                .append("within", new Document("empty", new Document()));
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            collection(client).insertOne(document);
        }
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).find().first())
                    .usingRecursiveComparison()
                    .isEqualTo(document);
        }
    }

    @Test
    void a_file_that_was_closed_is_hardly_larger_than_what_is_in_it() throws Exception {
        String pad = "0123456789".repeat(100);
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            for (int round = 0; round < 10; round++) {
                List<Document> documents = IntStream.range(0, 1000)
                        .mapToObj(i -> new Document("_id", i).append("pad", pad))
                        .toList();
                collection(client).deleteMany(new Document());
                collection(client).insertMany(documents);
            }
        }

        assertThat(folder.resolve("store.mv"))
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(3_000_000));
        try (EmbeddedStore store = start();
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).countDocuments(new Document("pad", pad)))
                    .isEqualTo(1000);
        }
    }

    @Test
    void whoever_started_it_is_told_once_that_the_file_cannot_be_written() {
        List<Throwable> told = new ArrayList<>();
        IndexedH2Backend backend = IndexedH2Backend.open(folder.resolve("store.mv"), told::add);
        IOException full = new IOException("No space left on device");
        MVStoreException failure =
                DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "Writing failed", full);

        assertThatThrownBy(() -> backend.getMvStore().panic(failure)).isEqualTo(failure);
        assertThatThrownBy(() -> backend.getMvStore().panic(failure)).isEqualTo(failure);
        backend.close();

        assertThat(told).singleElement().isEqualTo(failure);
    }

    @Test
    void a_store_in_memory_starts_empty() {
        try (EmbeddedStore store = EmbeddedStore.startInMemory(0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(collection(client).find()).isEmpty();
        }
    }

    private EmbeddedStore start() throws IOException {
        return EmbeddedStore.start(folder, 0, failure -> {});
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }
}
