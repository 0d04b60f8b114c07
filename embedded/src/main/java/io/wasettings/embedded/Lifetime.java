package io.wasettings.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Optional;

/** What a TTL index says: for how long a document is good after the date in a field of it. */
record Lifetime(String namespace, String field, long seconds) {

    /** Empty where the description is that of another index, or of one for some of the documents only. */
    static Optional<Lifetime> of(Document index) {
        return index.get("ns") instanceof String namespace
                        && index.get("key") instanceof Document key
                        && index.get("expireAfterSeconds") instanceof Number seconds
                        && !index.containsKey("partialFilterExpression")
                ? Optional.of(new Lifetime(namespace, key.keySet().iterator().next(), seconds.longValue()))
                : Optional.empty();
    }

    /** A filter that finds what has expired by then. */
    Document expired(Instant now) {
        return new Document(field, new Document("$lte", now.minusSeconds(seconds)));
    }
}
