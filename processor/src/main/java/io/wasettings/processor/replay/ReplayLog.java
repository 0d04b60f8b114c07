package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.wasettings.processor.mongo.Lease;
import io.wasettings.processor.replay.Replay.Ending;
import io.wasettings.processor.replay.Replay.State;
import io.wasettings.service.mongo.MongoCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Replays in MongoDB collection {@value #COLLECTION}: who asked for what, and how it ended. How far each is, and what
 * became of it, is what the commands themselves say.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
final class ReplayLog {

    /** The collection's name. */
    static final String COLLECTION = "replays";

    /** A running replay whose process has said nothing for so long is taken over by another one. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Bson RUNNING = eq(ReplayDocuments.STATE, State.RUNNING.wireName());
    private static final String HELD_UNTIL = "held_until";
    private static final String OWNER = "owner";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> collection;
    private final Claims claims;
    private final Tally running;
    private final Clock clock;
    /** Whoever holds a replay runs it; a process that was silent for too long has lost it. */
    private final String owner = UUID.randomUUID().toString();

    ReplayLog(MongoDatabase database, Claims claims, Clock clock) {
        this.collection = database.getCollection(COLLECTION);
        this.claims = claims;
        this.running = new Tally(claims::outcomes, System::nanoTime);
        this.clock = clock;
    }

    /** Enters a replay, which is this process's to run. */
    Replay begin(String id, ReplayRequest request, ReplayPlan plan, Instant askedAt) {
        Document document = ReplayDocuments.write(id, request, plan, askedAt)
                .append(OWNER, owner)
                .append(HELD_UNTIL, Date.from(lease().until()));
        MongoCalls.answer(() -> collection.insertOne(document));
        return ReplayDocuments.read(document);
    }

    Optional<Replay> find(String id) {
        return Optional.ofNullable(
                        MongoCalls.answer(() -> collection.find(eq(id)).first()))
                .map(this::counted);
    }

    /** The latest, the newest first. */
    List<Replay> latest(int limit) {
        List<Document> documents = MongoCalls.answer(() -> collection
                .find()
                .sort(descending(ReplayDocuments.REQUESTED_AT))
                .limit(limit)
                .into(new ArrayList<>()));
        return documents.stream().map(this::counted).toList();
    }

    /** How many run. */
    long running() {
        return MongoCalls.answer(() -> collection.countDocuments(RUNNING));
    }

    /**
     * Takes over a replay whose process has fallen silent.
     *
     * @param underWay ids of those that this process has not left, only waits with
     */
    Optional<Replay> takeOver(Collection<String> underWay) {
        Bson silent = and(RUNNING, nin("_id", underWay), lease().free(HELD_UNTIL));
        return Optional.ofNullable(MongoCalls.answer(() -> collection.findOneAndUpdate(
                        silent, combine(set(OWNER, owner), lease().hold(HELD_UNTIL)), AFTER)))
                .map(this::counted);
    }

    /**
     * Ids of replays that have ended, and whose processes have fallen silent without having given back what they took
     * and did not send.
     *
     * @param underWay ids of those that this process has not left
     */
    List<String> endedWithUnsent(Collection<String> underWay) {
        Bson ended = ne(ReplayDocuments.STATE, State.RUNNING.wireName());
        Bson left = and(ended, Unsent.ANY, nin("_id", underWay), lease().free(HELD_UNTIL));
        return MongoCalls.answer(() -> collection
                .find(left)
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>()));
    }

    /** Whether the replay is still this process's to run; if so, it stays that for some time. */
    boolean hold(String id) {
        return MongoCalls.updated(collection, held(id), lease().hold(HELD_UNTIL));
    }

    /** Ends a replay that is this process's to run. */
    void finish(String id, @Nullable String problem) {
        end(held(id), problem == null ? State.COMPLETED : State.FAILED, problem);
    }

    /** Ends a running replay, whoever runs it. */
    void cancel(String id) {
        end(and(eq(id), RUNNING), State.CANCELLED, null);
    }

    private void end(Bson which, State state, @Nullable String problem) {
        Ending ending = new Ending(state, clock.instant(), problem);
        MongoCalls.answer(() -> collection.updateOne(which, ReplayDocuments.ending(ending)));
    }

    /**
     * With what became of it; noted once nothing of it is under way or waits to be given back, since commands are
     * forgotten before replays.
     */
    private Replay counted(Document document) {
        Replay replay = ReplayDocuments.read(document);
        if (ReplayDocuments.isSettled(document)) {
            return replay;
        }
        if (!replay.finished()) {
            return replay.with(running.of(replay.id()));
        }
        Outcomes outcomes = claims.outcomes(replay.id());
        boolean settles = outcomes.underWay() == 0 && Unsent.in(document).isEmpty();
        if (settles && replay.isOlderThan(SILENCE, clock.instant())) {
            MongoCalls.answer(() -> collection.updateOne(eq(replay.id()), ReplayDocuments.settling(outcomes)));
        }
        return replay.with(outcomes);
    }

    private Bson held(String id) {
        return and(eq(id), RUNNING, eq(OWNER, owner));
    }

    private Lease lease() {
        Instant now = clock.instant();
        return new Lease(now, now.plus(SILENCE));
    }
}
