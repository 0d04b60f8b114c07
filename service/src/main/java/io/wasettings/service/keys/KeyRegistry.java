package io.wasettings.service.keys;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;

/**
 * The ids of the keys with which processors open what is sealed: one document per key, and when a processor last said
 * that it has it. A key that none has said to have for a day is forgotten, but for the last ones. Throws
 * {@link StoreUnavailableException} when the store is away.
 */
public final class KeyRegistry {

    /** The collection; whoever has lost all keys for good deletes it. */
    public static final String COLLECTION = "sealing_keys";

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final String SEEN_AT = "seen_at";

    private final MongoCollection<Document> collection;

    public KeyRegistry(MongoDatabase database) {
        this.collection = database.getCollection(COLLECTION);
    }

    /** The ids that processors have announced; none before the first one did. */
    public Set<String> kids() {
        return MongoCalls.answer(() -> {
            Set<String> kids = new HashSet<>();
            collection.find().forEach(document -> kids.add(document.getString("_id")));
            return kids;
        });
    }

    /** Says that a processor has these keys now. */
    public void announce(Set<String> kids, Instant now) {
        MongoCalls.answer(() -> {
            for (String kid : kids) {
                collection.updateOne(
                        Filters.eq("_id", kid), Updates.set(SEEN_AT, Date.from(now)), new UpdateOptions().upsert(true));
            }
            return collection.deleteMany(Filters.lt(SEEN_AT, Date.from(now.minus(MEMORY))));
        });
    }
}
