package io.wasettings.ingest.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.wasettings.service.mongo.MongoCalls;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Inserts of which another one may have been first. */
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
     * What an insert has lost against; null when it has gone since. Asked for by a write, though of nothing: unlike a
     * read with majority concern it sees what a majority has not got yet, and it answers once that has.
     */
    public static @Nullable Document winner(MongoCollection<Document> collection, Document loser) {
        return collection.findOneAndUpdate(Filters.eq(loser.get("_id")), Updates.setOnInsert("seen", true));
    }
}
