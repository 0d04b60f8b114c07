package io.wasettings.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filters find, and that they find it without a look at every document. */
@Tag("once")
class EmbeddedStoreIndexIT {

    /** Enough that a look at each of them for every write would take minutes. */
    private static final int MANY = 20_000;

    private static final int WRITES = 10_000;

    @TempDir
    Path folder;

    enum Kind {
        MEMORY,
        FILE
    }

    private interface Check {
        void on(MongoCollection<Document> collection) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void what_a_filter_demands_beside_the_id_still_counts(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.insertMany(List.of(document("a", 1), document("b", 2), document("c", 3)));

            assertThat(ids(collection, and(eq("_id", "a"), lt("version", 2)))).containsExactly("a");
            assertThat(ids(collection, and(eq("_id", "a"), lt("version", 1)))).isEmpty();
            assertThat(ids(collection, and(in("_id", "c", "a", "x"), gt("version", 1))))
                    .containsExactly("c");
            assertThat(ids(collection, in("_id", "c", "a", "x"))).containsExactlyInAnyOrder("a", "c");
            assertThat(ids(collection, and(and(eq("_id", "b"), lt("version", 9)), eq("version", 2))))
                    .containsExactly("b");
            assertThat(ids(collection, and(gt("_id", "a"), lt("version", 3)))).containsExactly("b");
            assertThat(ids(collection, new Document("_id", new Document("$eq", "c"))))
                    .containsExactly("c");
            assertThat(ids(collection, and(eq("_id", "a"), eq("_id", "b")))).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_guarded_upsert_inserts_replaces_and_refuses(Kind kind) throws Exception {
        with(kind, collection -> {
            guardedUpsert(collection, "a", 2);
            guardedUpsert(collection, "a", 3);

            assertThatThrownBy(() -> guardedUpsert(collection, "a", 3)).isInstanceOf(MongoWriteException.class);
            assertThat(collection.find()).containsExactly(document("a", 3));
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_secondary_index_follows_every_change(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.createIndex(Indexes.ascending("status.state", "version"));
            collection.insertMany(List.of(state("a", "failed"), state("b", "applied"), document("c", 1)));
            collection.updateOne(eq("_id", "b"), set("status.state", "failed"));
            collection.updateOne(eq("_id", "c"), set("status.state", "failed"));
            collection.deleteOne(eq("_id", "a"));
            collection.replaceOne(eq("_id", "d"), state("d", "failed"), new ReplaceOptions().upsert(true));

            assertThat(ids(collection, eq("status.state", "failed"))).containsExactlyInAnyOrder("b", "c", "d");
            assertThat(ids(collection, and(eq("status.state", "failed"), eq("version", 1))))
                    .containsExactly("c");
            assertThat(ids(collection, in("status.state", "applied", "failed"))).hasSize(3);
            assertThat(ids(collection, eq("status.state", null))).isEmpty();
            assertThat(collection.find(eq("status.state", "failed")).sort(Sorts.descending("_id")))
                    .extracting(found -> found.getString("_id"))
                    .containsExactly("d", "c", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_element_of_an_array_is_found_by_index(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.createIndex(Indexes.ascending("tags"));
            collection.insertOne(new Document("_id", "a").append("tags", Arrays.asList("x", null, "y")));
            collection.updateOne(eq("_id", "a"), set("tags", List.of("y")));

            assertThat(ids(collection, eq("tags", "y"))).containsExactly("a");
            assertThat(ids(collection, eq("tags", "x"))).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_date_is_found_although_no_index_serves_it(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.createIndex(Indexes.ascending("at"));
            collection.insertMany(List.of(
                    new Document("_id", "a").append("at", Instant.ofEpochMilli(1)),
                    new Document("_id", "b").append("at", List.of(Instant.ofEpochMilli(1), "never"))));

            assertThat(ids(collection, eq("at", Instant.ofEpochMilli(1)))).containsExactly("a", "b");
            assertThat(ids(collection, in("at", Instant.ofEpochMilli(2), "never")))
                    .containsExactly("b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void documents_that_share_a_key_leave_it_one_by_one(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.createIndex(Indexes.ascending("status.state"));
            collection.insertMany(List.of(state("a", "failed"), state("b", "failed"), state("c", "failed")));

            collection.deleteOne(eq("_id", "a"));
            assertThat(ids(collection, eq("status.state", "failed"))).containsExactlyInAnyOrder("b", "c");
            collection.updateOne(eq("_id", "c"), set("status.state", "applied"));
            assertThat(ids(collection, eq("status.state", "failed"))).containsExactly("b");
            collection.deleteOne(eq("_id", "b"));
            assertThat(ids(collection, eq("status.state", "failed"))).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_index_is_there_after_a_restart_and_over_documents_that_were(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.insertOne(state("a", "failed"));
            collection.createIndex(Indexes.ascending("status.state"));

            assertThat(ids(collection, eq("status.state", "failed"))).containsExactly("a");
        });
        if (kind == Kind.FILE) {
            with(kind, collection -> {
                assertThat(ids(collection, eq("status.state", "failed"))).containsExactly("a");
                collection.deleteMany(and(eq("status.state", "failed"), eq("_id", "a")));
                assertThat(collection.find()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_filter_finds_while_indexes_are_added(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.insertOne(document("a", 1));
            CompletableFuture<Void> adding = CompletableFuture.runAsync(
                    () -> IntStream.range(0, 200).forEach(i -> collection.createIndex(Indexes.ascending("field" + i))));

            do {
                assertThat(ids(collection, eq("version", 1))).containsExactly("a");
            } while (!adding.isDone());

            adding.join();
        });
    }

    @ParameterizedTest
    @EnumSource
    void many_documents_are_written_under_guard_one_by_one(Kind kind) throws Exception {
        with(kind, collection -> {
            collection.insertMany(
                    IntStream.range(0, MANY).mapToObj(i -> document("k" + i, 1)).toList());

            IntStream.range(0, WRITES).forEach(i -> guardedUpsert(collection, "k" + i, 2));

            assertThat(ids(collection, eq("version", 2))).hasSize(WRITES);
        });
    }

    private void with(Kind kind, Check check) throws Exception {
        try (EmbeddedStore store = kind == Kind.FILE
                        ? EmbeddedStore.start(folder, 0, failure -> {})
                        : EmbeddedStore.startInMemory(0);
                MongoClient client = MongoClients.create(store.uri())) {
            check.on(client.getDatabase("d").getCollection("c"));
        }
    }

    private static void guardedUpsert(MongoCollection<Document> collection, String id, int version) {
        collection.replaceOne(
                and(eq("_id", id), lt("version", version)), document(id, version), new ReplaceOptions().upsert(true));
    }

    private static List<String> ids(MongoCollection<Document> collection, Bson filter) {
        return collection.find(filter).map(found -> found.getString("_id")).into(new ArrayList<>());
    }

    private static Document document(String id, int version) {
        return new Document("_id", id).append("version", version);
    }

    private static Document state(String id, String state) {
        return new Document("_id", id).append("status", new Document("state", state));
    }
}
