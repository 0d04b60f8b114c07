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
 * The ids of the keys with which processors open what is sealed: one document per key, and when a processor last said
 * that it has it, and whoever seals with it that they do. A key that none has said to have for a day is forgotten, but
 * for the last ones. Throws {@link StoreUnavailableException} when the store is away.
 */
public final class KeyRegistry {

    /** The collection; whoever has lost all keys for good deletes it. */
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

    /** Whether somebody has said since then that they seal with this key. */
    public boolean sealedSince(String kid, Instant since) {
        Bson sealed = and(eq("_id", kid), gte(SEALED_AT, Date.from(since)));
        return MongoCalls.answer(() -> collection.countDocuments(sealed)) > 0;
    }

    /**
     * Says that somebody else than a processor seals with this key now.
     *
     * @return whether a processor has it; if none has, nothing is noted
     */
    public boolean announceSealing(String kid, Instant now) {
        return MongoCalls.answer(() -> collection.updateOne(eq("_id", kid), set(SEALED_AT, Date.from(now))))
                        .getMatchedCount()
                > 0;
    }

    /** Says that a processor has these keys now, and seals with that one. */
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
