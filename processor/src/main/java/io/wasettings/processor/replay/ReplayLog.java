package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.wasettings.processor.mongo.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Replays in MongoDB collection {@value #COLLECTION}: who asked for what, how far it is, and what came of it. */
final class ReplayLog {

    /** The collection's name. */
    static final String COLLECTION = "replays";

    /** A running replay whose process has said nothing for so long is taken over by another one. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String HELD_UNTIL = "held_until";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    /** Whoever holds a replay writes of it; a process that was silent for too long has lost it. */
    private final String owner = UUID.randomUUID().toString();

    ReplayLog(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    /**
     * A replay and how far it is.
     *
     * @param replay the replay
     * @param cursor the last offset done, by partition
     */
    record Entry(Replay replay, Map<Integer, Long> cursor) {}

    Replay begin(ReplayRequest request, int matched) {
        Date now = now();
        Document document = new Document("_id", UUID.randomUUID().toString())
                .append("requested_by", request.requestedBy())
                .append("requested_at", now)
                .append("filter", write(request.filter()))
                .append("with_parked", request.withParked())
                .append("rate", request.ratePerSecond())
                .append("state", Replay.RUNNING)
                .append("matched", matched)
                .append("sent", 0)
                .append("skipped", 0)
                .append("cursor", new Document())
                .append("owner", owner)
                .append(HELD_UNTIL, Date.from(lease().until()));
        collection.insertOne(document);
        return read(document).replay();
    }

    Optional<Replay> find(String id) {
        return Optional.ofNullable(collection.find(eq(id)).first())
                .map(document -> read(document).replay());
    }

    List<Replay> latest(int limit) {
        return collection
                .find()
                .sort(descending("requested_at"))
                .limit(limit)
                .map(document -> read(document).replay())
                .into(new ArrayList<>());
    }

    /** Takes over a replay whose process has fallen silent. */
    Optional<Entry> takeOver() {
        Bson silent = and(eq("state", Replay.RUNNING), lease().free(HELD_UNTIL));
        return Optional.ofNullable(collection.findOneAndUpdate(
                        silent, combine(set("owner", owner), lease().hold(HELD_UNTIL)), AFTER))
                .map(ReplayLog::read);
    }

    /** Whether the replay is still this process's to run; it has some time to begin then. */
    boolean claim(String id) {
        return collection.updateOne(held(id), lease().hold(HELD_UNTIL)).getMatchedCount() == 1;
    }

    /** @throws ReplayLostException when another process has taken the replay over */
    void sent(String id, int partition, long offset) {
        advance(id, partition, offset, "sent");
    }

    /** @throws ReplayLostException when another process has taken the replay over */
    void skipped(String id, int partition, long offset) {
        advance(id, partition, offset, "skipped");
    }

    /** @throws ReplayLostException when another process has taken the replay over */
    void finish(String id, @Nullable String problem) {
        update(
                id,
                combine(
                        set("state", problem == null ? Replay.COMPLETED : Replay.FAILED),
                        set("problem", problem),
                        set("finished_at", now())));
    }

    private void advance(String id, int partition, long offset, String counter) {
        update(id, combine(inc(counter, 1), set("cursor." + partition, offset), lease().hold(HELD_UNTIL)));
    }

    private void update(String id, Bson change) {
        if (collection.updateOne(held(id), change).getMatchedCount() == 0) {
            throw new ReplayLostException();
        }
    }

    private Bson held(String id) {
        return and(eq(id), eq("state", Replay.RUNNING), eq("owner", owner));
    }

    private Lease lease() {
        Instant now = clock.instant();
        return new Lease(now, now.plus(SILENCE));
    }

    private Date now() {
        return Date.from(clock.instant());
    }

    private static Document write(DeadLetterFilter filter) {
        return new Document("ids", List.copyOf(filter.ids()))
                .append("code", filter.code())
                .append("partner", filter.partner())
                .append("key", filter.key())
                .append("since", filter.since() == null ? null : Date.from(filter.since()))
                .append("until", filter.until() == null ? null : Date.from(filter.until()))
                .append("limit", filter.limit());
    }

    private static Entry read(Document document) {
        Map<Integer, Long> cursor = new HashMap<>();
        document.get("cursor", Document.class)
                .forEach((partition, offset) -> cursor.put(Integer.valueOf(partition), ((Number) offset).longValue()));
        ReplayRequest request = new ReplayRequest(
                readFilter(document.get("filter", Document.class)),
                document.getBoolean("with_parked", false),
                document.getInteger("rate"),
                document.getString("requested_by"));
        return new Entry(
                new Replay(
                        document.getString("_id"),
                        request,
                        document.getString("state"),
                        document.getInteger("matched"),
                        document.getInteger("sent"),
                        document.getInteger("skipped"),
                        document.getDate("requested_at").toInstant(),
                        instant(document, "finished_at"),
                        document.getString("problem")),
                cursor);
    }

    private static DeadLetterFilter readFilter(Document filter) {
        return new DeadLetterFilter(
                Set.copyOf(filter.getList("ids", String.class)),
                filter.getInteger("code"),
                filter.getString("partner"),
                filter.getString("key"),
                instant(filter, "since"),
                instant(filter, "until"),
                filter.getInteger("limit"));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
