package io.wasettings.service.keys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The ids of the keys with which processors open what is sealed: one document per key, which says when a processor last
 * reported having it, and when anybody last reported sealing with it. A key that no processor has reported for a day is
 * forgotten, except for the last ones. Throws {@link StoreUnavailableException} if the store is unavailable.
 */
public final class KeyRegistry {

    /** The collection, to be deleted if all keys are lost for good. */
    public static final String COLLECTION = "sealing_keys";

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final String SEEN_AT = "seen_at";
    private static final String SEALED_AT = "sealed_at";

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

    /** Whether anybody has reported sealing with this key since then. */
    public boolean sealedSince(String kid, Instant since) {
        Bson sealed = and(eq("_id", kid), gte(SEALED_AT, Date.from(since)));
        return MongoCalls.answer(() -> collection.countDocuments(sealed)) > 0;
    }

    /**
     * Reports that somebody other than a processor seals with this key now.
     *
     * @return whether a processor has it; if none has, nothing is noted
     */
    public boolean announceSealing(String kid, Instant now) {
        return MongoCalls.updated(collection, eq("_id", kid), set(SEALED_AT, Date.from(now)));
    }

    /** Reports that a processor has these keys now, and seals with that one. */
    public void announce(Set<String> kids, String sealing, Instant now) {
        MongoCalls.answer(() -> {
            for (String kid : kids) {
                Bson seen = set(SEEN_AT, Date.from(now));
                Bson said = kid.equals(sealing) ? combine(seen, set(SEALED_AT, Date.from(now))) : seen;
                collection.updateOne(eq("_id", kid), said, new UpdateOptions().upsert(true));
            }
            return collection.deleteMany(lt(SEEN_AT, Date.from(now.minus(MEMORY))));
        });
    }
}
