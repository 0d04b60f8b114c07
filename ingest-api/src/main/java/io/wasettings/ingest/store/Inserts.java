package io.wasettings.ingest.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.wasettings.service.mongo.MongoCalls;
import org.bson.Document;

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
}
