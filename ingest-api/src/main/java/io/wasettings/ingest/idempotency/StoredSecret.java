package io.wasettings.ingest.idempotency;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.wasettings.ingest.store.Inserts;
import java.util.Base64;
import java.util.Optional;
import org.bson.Document;

/**
 * A secret that the instances share by way of the store: the first one that needs it makes it. It keeps the hashes from
 * those who see some documents of the collection, but not from those who may read all of it, as it is one of them.
 */
final class StoredSecret {

    static final String ID = "hash_secret";

    private static final String VALUE = "value";

    private StoredSecret() {}

    /** The secret that all instances use. */
    static HashSecret in(MongoCollection<Document> keys) {
        return find(keys).orElseGet(() -> {
            Document proposal =
                    new Document("_id", ID).append(VALUE, Base64.getEncoder().encodeToString(HashSecret.random()));
            // Whoever loses takes the winner's.
            return Inserts.ifAbsent(keys, proposal) ? secret(proposal) : in(keys);
        });
    }

    private static Optional<HashSecret> find(MongoCollection<Document> keys) {
        return Optional.ofNullable(keys.find(Filters.eq("_id", ID)).first()).map(StoredSecret::secret);
    }

    private static HashSecret secret(Document stored) {
        return new HashSecret(Base64.getDecoder().decode(stored.getString(VALUE)));
    }
}
