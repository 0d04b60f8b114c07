package io.wasettings.testkit.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Nearly every kill under such a load comes between two writes that belong together. */
@Tag("once")
class KilledStoreIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Enough that the file's own thread and its full buffers are at work. */
    private static final long BYTES = 6_000_000;

    /** More than is under way at any moment. */
    private static final int AHEAD = 200;

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void after_a_kill_under_load_each_id_is_found_and_written_as_if_nothing_had_been() throws Exception {
        killUnderLoad();

        try (EmbeddedStore store = EmbeddedStore.start(folder, 0, failure -> {});
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection = BulkLoad.collection(client);
            Set<String> stored = ids(collection.find().into(new ArrayList<>()));
            assertThat(stored).isNotEmpty();
            List<String> ids = everyIdAround(stored);
            List<Document> found = find(collection, ids);
            assertThat(ids(found)).isEqualTo(stored);
            assertThat(found)
                    .allSatisfy(document -> assertThat(document.get("a")).isEqualTo(document.get("b")));

            collection.bulkWrite(
                    ids.stream().map(KilledStoreIT::upsert).toList(), new BulkWriteOptions().ordered(false));

            assertThat(collection.countDocuments(eq("again", true))).isEqualTo(ids.size());
            assertThat(collection.countDocuments()).isEqualTo(ids.size());
            assertThat(collection.deleteMany(eq("again", true)).getDeletedCount())
                    .isEqualTo(ids.size());
        }
    }

    private void killUnderLoad() {
        try (JavaProcess load = JavaProcess.start(BulkLoad.class, List.of("-Xmx256m"), List.of(folder.toString()))) {
            load.awaitOutput(BulkLoad.READY, PATIENCE);
            Path file = folder.resolve("store.mv");
            Awaitility.await().atMost(PATIENCE).until(() -> file.toFile().length() > BYTES);
            load.kill();
        }
    }

    /** By its id each, a hundred at a time: every one found is held against all that were asked for. */
    private static List<Document> find(MongoCollection<Document> collection, List<String> ids) {
        List<Document> found = new ArrayList<>();
        for (int first = 0; first < ids.size(); first += 100) {
            collection
                    .find(in("_id", ids.subList(first, Math.min(first + 100, ids.size()))))
                    .into(found);
        }
        return found;
    }

    private static UpdateOneModel<Document> upsert(String id) {
        return new UpdateOneModel<>(eq("_id", id), Updates.set("again", true), new UpdateOptions().upsert(true));
    }

    private static List<String> everyIdAround(Set<String> stored) {
        return IntStream.range(0, BulkLoad.WRITERS)
                .boxed()
                .flatMap(writer -> everyIdAround(stored, writer))
                .toList();
    }

    private static Stream<String> everyIdAround(Set<String> stored, int writer) {
        int newest = IntStream.range(0, stored.size() * 2)
                .filter(number -> stored.contains(BulkLoad.id(writer, number)))
                .max()
                .orElse(0);
        return IntStream.range(0, newest + AHEAD).mapToObj(number -> BulkLoad.id(writer, number));
    }

    private static Set<String> ids(List<Document> documents) {
        return documents.stream().map(document -> document.getString("_id")).collect(Collectors.toSet());
    }
}
