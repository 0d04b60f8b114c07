package io.wasettings.processor.store;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.status.Status.State;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How many commands stand as failed, by what they failed at.
 *
 * @param byKind those kinds of which there are any
 */
public record OpenFailures(Map<Kind, Long> byKind) {

    /** More are not counted, so that the reading stays cheap however many there are. */
    static final int MOST = 100_000;

    private static final String COUNT = "count";

    public OpenFailures {
        byKind = Map.copyOf(byKind);
    }

    /**
     * A kind of failure.
     *
     * @param step the step that failed
     * @param code the documented code
     * @param isParked whether an operator has set these commands aside
     */
    public record Kind(String step, String code, boolean isParked) {}

    /** How many there are of that kind. */
    public long count(Kind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    /**
     * Counts them; of each, parked and not, at most {@value #MOST}.
     *
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer
     */
    public static OpenFailures read(MongoDatabase database) {
        Map<Kind, Long> counted = new HashMap<>();
        for (boolean isParked : List.of(true, false)) {
            for (Document group : groups(database, isParked)) {
                Document id = group.get("_id", Document.class);
                counted.merge(
                        new Kind(text(id.get("step")), text(id.get("code")), isParked),
                        group.get(COUNT, Number.class).longValue(),
                        Long::sum);
            }
        }
        return new OpenFailures(counted);
    }

    private static List<Document> groups(MongoDatabase database, boolean isParked) {
        return MongoCalls.answer(() -> database.getCollection(CollectionNames.COMMANDS)
                .aggregate(List.of(
                        match(and(
                                eq(CommandDocuments.STATE, State.FAILED.wireName()),
                                exists(CommandFields.PARKED, isParked))),
                        limit(MOST),
                        group(
                                // By what listings and replays look for them.
                                new Document("step", "$" + CommandFields.STEP).append("code", "$" + CommandFields.CODE),
                                sum(COUNT, 1))))
                .into(new ArrayList<>()));
    }

    /** Where neither the attempt nor its dead letter was noted, what failed is not known. */
    private static String text(@Nullable Object value) {
        return value == null ? "unknown" : value.toString();
    }
}
