package io.wasettings.service.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.wasettings.testkit.TestStore;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoCallsTest {

    @Test
    void what_the_driver_throws_means_that_the_store_is_unavailable() {
        assertThatThrownBy(() -> MongoCalls.answer(() -> {
                    throw new MongoTimeoutException("with the store's own text");
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("The store is unavailable");
    }

    @Test
    void a_bug_stays_a_bug() {
        assertThatThrownBy(() -> MongoCalls.answer(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_second_document_of_the_same_id_is_a_duplicate_key() {
        MongoCollection<Document> things =
                TestStore.client().getDatabase(TestStore.newDatabase()).getCollection("things");
        things.insertOne(new Document("_id", "thing"));

        assertThatThrownBy(() -> things.insertOne(new Document("_id", "thing")))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        duplicate ->
                                assertThat(MongoCalls.isDuplicateKey(duplicate)).isTrue());
    }
}
