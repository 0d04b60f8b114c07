package io.wasettings.ingest.idempotency;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.wasettings.ingest.store.Inserts;
import java.util.Base64;
import org.bson.Document;

/**
 * A secret that the instances share through the store: the first one that needs it makes it. It protects the hashes
 * from readers of some documents of the collection, but not from readers of all of them, since it is one of them.
 */
final class StoredSecret {

    static final String ID = "hash_secret";

    private static final String VALUE = "value";

    private StoredSecret() {}

    /** The secret that all instances use. */
    static HashSecret in(MongoCollection<Document> keys) {
        Document stored = keys.find(Filters.eq("_id", ID)).first();
        while (stored == null) {
            Document proposal =
                    new Document("_id", ID).append(VALUE, Base64.getEncoder().encodeToString(HashSecret.random()));
            stored = Inserts.ifAbsent(keys, proposal) ? proposal : Inserts.winner(keys, proposal);
        }
        return secret(stored);
    }

    private static HashSecret secret(Document stored) {
        return new HashSecret(Base64.getDecoder().decode(stored.getString(VALUE)));
    }
}
