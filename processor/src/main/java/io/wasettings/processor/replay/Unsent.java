package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.MongoCalls;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a replay's batches that are not noted as sent yet, in the replay's own document: a handful, since few are
 * under way at a time.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
final class Unsent {

    private static final String FIELD = "unsent";

    /** Matches replays that have some. */
    static final Bson ANY = and(exists(FIELD), ne(FIELD, new Document()));

    private final MongoCollection<Document> replays;

    Unsent(MongoDatabase database) {
        this.replays = database.getCollection(ReplayLog.COLLECTION);
    }

    /** Enters as many new ones, before the first command of their batches is taken. */
    List<String> enter(String replay, int count) {
        List<String> ids = Stream.generate(Unsent::newId).limit(count).toList();
        update(eq(replay), ids.stream().map(id -> set(field(id), Boolean.TRUE)).toList());
        return ids;
    }

    /**
     * Takes a batch off the list, and enters a new one in the same call.
     *
     * @return the new one, or null if that batch was not on the list any more: nothing has changed then
     */
    @Nullable
    String replace(Batch sent) {
        String next = newId();
        String before = field(sent.id());
        boolean replaced =
                update(and(eq(sent.replay()), exists(before)), List.of(unset(before), set(field(next), Boolean.TRUE)));
        return replaced ? next : null;
    }

    /** Those on the list. */
    List<String> of(String replay) {
        Document document = MongoCalls.answer(() -> replays.find(eq(replay)).first());
        return document == null ? List.of() : in(document);
    }

    /** Those in the document of a replay. */
    static List<String> in(Document replay) {
        return List.copyOf(replay.get(FIELD, new Document()).keySet());
    }

    /** Takes these off the list. */
    void forget(String replay, Collection<String> ids) {
        if (!ids.isEmpty()) {
            update(eq(replay), ids.stream().map(id -> unset(field(id))).toList());
        }
    }

    private boolean update(Bson replay, List<Bson> changes) {
        return MongoCalls.updated(replays, replay, combine(changes));
    }

    private static String newId() {
        return new ObjectId().toHexString();
    }

    private static String field(String id) {
        return FIELD + "." + id;
    }
}
