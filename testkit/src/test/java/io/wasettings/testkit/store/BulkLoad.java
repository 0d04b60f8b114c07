package io.wasettings.testkit.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.wasettings.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A program that fills, changes and thins out a store of its own from several threads until it is killed. */
final class BulkLoad {

    static final String READY = "the first documents are written";
    static final int WRITERS = 4;

    private static final int BATCH = 20;
    private static final String PAD = "x".repeat(1000);

    private final MongoCollection<Document> collection;

    private BulkLoad(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("d").getCollection("c");
    }

    static String id(int writer, int number) {
        return writer + "-" + number;
    }

    /** Its argument is the store's folder. */
    public static void main(String... arguments) throws Exception {
        EmbeddedStore store = EmbeddedStore.start(Path.of(arguments[0]), 0, failure -> {});
        MongoClient client = MongoClients.create(store.uri());
        BulkLoad load = new BulkLoad(collection(client));
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            new Thread(() -> load.write(number), "writer-" + writer).start();
        }
    }

    private void write(int writer) {
        for (int first = 0; ; first += BATCH) {
            List<WriteModel<Document>> batch = new ArrayList<>();
            for (int i = first; i < first + BATCH; i++) {
                batch.add(new InsertOneModel<>(new Document("_id", id(writer, i))
                        .append("a", 0)
                        .append("b", 0)
                        .append("pad", PAD)));
                if (i % 3 == 1) {
                    batch.add(new UpdateOneModel<>(
                            Filters.eq("_id", id(writer, i - 1)),
                            Updates.combine(Updates.set("a", i), Updates.set("b", i), Updates.set("c" + i % 5, i))));
                } else if (i % 3 == 2) {
                    batch.add(new DeleteOneModel<>(Filters.eq("_id", id(writer, i - 1))));
                }
            }
            collection.bulkWrite(batch, new BulkWriteOptions().ordered(false));
            if (first == 0) {
                System.out.println(READY);
            }
        }
    }
}
