package io.wasettings.ingest.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.wasettings.service.mongo.MongoCalls;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Inserts that may lose to a concurrent one. */
public final class Inserts {

    private Inserts() {}

    /** Inserts the document and returns true, unless there is one with its {@code _id}. */
    public static boolean ifAbsent(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (MongoCalls.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The document that an insert has lost to; null if it has gone since. Found by a write that changes nothing: unlike
     * a read with majority concern, it sees documents that a majority does not have yet, and answers once it does.
     */
    public static @Nullable Document winner(MongoCollection<Document> collection, Document loser) {
        return collection.findOneAndUpdate(Filters.eq(loser.get("_id")), Updates.setOnInsert("seen", true));
    }
}
