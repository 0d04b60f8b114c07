package io.wasettings.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Optional;

/** What a TTL index says: how long a document lives after the date in one of its fields. */
record Lifetime(String namespace, String field, long seconds) {

    /** Empty if the description is of another kind of index, or of one for only some documents. */
    static Optional<Lifetime> of(Document index) {
        return index.get("ns") instanceof String namespace
                        && index.get("key") instanceof Document key
                        && index.get("expireAfterSeconds") instanceof Number seconds
                        && !index.containsKey("partialFilterExpression")
                ? Optional.of(new Lifetime(namespace, key.keySet().iterator().next(), seconds.longValue()))
                : Optional.empty();
    }

    /** A filter for the documents that have expired by {@code now}. */
    Document expired(Instant now) {
        return new Document(field, new Document("$lte", now.minusSeconds(seconds)));
    }
}
