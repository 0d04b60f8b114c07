package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.NotedParking;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Leaves failed commands out of replays by filter, or lets them in again. */
public final class Parking {

    private final CommandLookup lookup;
    private final MongoCollection<Document> collection;
    private final Clock clock;

    Parking(CommandLookup lookup, MongoDatabase database, Clock clock) {
        this.lookup = lookup;
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.clock = clock;
    }

    /** What became of it. */
    public enum Outcome {
        DONE,
        NO_SUCH_COMMAND,
        NOT_FAILED
    }

    /** Parks the newest failed command of that id. */
    public Outcome park(String id, @Nullable String source, String by, String note) {
        return change(id, source, () -> new NotedParking(by, clock.instant(), note).update());
    }

    /** Undoes that. */
    public Outcome unpark(String id, @Nullable String source) {
        return change(id, source, () -> unset(CommandFields.PARKED));
    }

    private Outcome change(String id, @Nullable String source, Supplier<Bson> change) {
        List<Document> named = lookup.named(id, source);
        Optional<String> identity = named.stream().findFirst().map(document -> document.getString("_id"));
        if (identity.isEmpty()) {
            return Outcome.NO_SUCH_COMMAND;
        }
        Bson failed = and(eq(identity.get()), eq(CommandDocuments.STATE, State.FAILED.wireName()));
        return MongoCalls.updated(collection, failed, change.get()) ? Outcome.DONE : Outcome.NOT_FAILED;
    }
}
