package io.wasettings.processor.replay;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.Status.State;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which replay has which command, noted in the commands themselves: so no command is in two at once, and how far a
 * replay is cannot be miscounted, whenever a process dies.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
final class Claims {

    /** Replays that a command remembers, the latest. */
    private static final int REMEMBERED = 20;

    private static final String ROUND = "round";
    private static final String ID = CommandFields.REPLAY + ".id";
    private static final String SENT = CommandFields.REPLAY + ".sent";
    private static final String CLAIMED_ROUND = CommandFields.REPLAY + ".round";
    private static final String FAILED = State.FAILED.wireName();

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Claims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.clock = clock;
    }

    /**
     * Takes these commands for their next rounds.
     *
     * @return identities of those that it has now: not of what stands otherwise by now, or what another replay has
     */
    Set<String> claim(List<Candidate> candidates, String replay, String operator) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        writeAll(candidates.stream()
                .map(candidate -> claim(candidate, replay, operator, now))
                .toList());
        Bson ours =
                and(in("_id", candidates.stream().map(Candidate::identity).toList()), eq(ID, replay), eq(SENT, false));
        return MongoCalls.answer(() -> collection
                .find(ours)
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>()));
    }

    private static WriteModel<Document> claim(Candidate candidate, String replay, String operator, Instant now) {
        Bson free = or(
                exists(CommandFields.REPLAY, false),
                lte(CLAIMED_ROUND, candidate.round()),
                eq(ID, replay),
                lt(CommandFields.REPLAY + ".at", Date.from(now.minus(Candidate.CLAIM_LASTS))));
        Bson asSeen =
                and(eq(candidate.identity()), eq(CommandDocuments.STATE, FAILED), eq(ROUND, candidate.round()), free);
        Document claim = entry(replay, candidate.round() + 1, operator, now).append("sent", false);
        return new UpdateOneModel<>(asSeen, set(CommandFields.REPLAY, claim));
    }

    /** Notes that the broker has them. */
    void sent(List<Candidate> candidates, String replay, String operator) {
        Instant now = clock.instant();
        writeAll(candidates.stream()
                .map(candidate -> noting(candidate.identity(), entry(replay, candidate.round() + 1, operator, now)))
                .toList());
    }

    /** Gives back what a replay took and did not send. */
    void release(String replay) {
        MongoCalls.answer(
                () -> collection.updateMany(and(eq(ID, replay), eq(SENT, false)), unset(CommandFields.REPLAY)));
    }

    /** Notes as sent what a process that died had sent without noting it: its round has begun. */
    void settle(String replay, String operator) {
        List<WriteModel<Document>> begun = new ArrayList<>();
        MongoCalls.answer(() ->
                        collection.find(and(eq(ID, replay), eq(SENT, false))).into(new ArrayList<>()))
                .forEach(document -> {
                    Candidate.Claim claim = Candidate.of(document).claim();
                    if (claim != null && document.getInteger(ROUND, 0) >= claim.round()) {
                        begun.add(
                                noting(document.getString("_id"), entry(replay, claim.round(), operator, claim.at())));
                    }
                });
        writeAll(begun);
    }

    /** What became of the commands that a replay sent, so far. */
    Outcomes outcomes(String replay) {
        Document by = new Document("state", "$" + CommandDocuments.STATE)
                .append("now", "$" + ROUND)
                .append("sent", "$" + CommandFields.REPLAYS + "." + ROUND);
        return MongoCalls.answer(() -> {
            Outcomes outcomes = Outcomes.NONE;
            for (Document each : collection.aggregate(List.of(
                    match(eq(CommandFields.REPLAYS + ".id", replay)),
                    unwind("$" + CommandFields.REPLAYS),
                    match(eq(CommandFields.REPLAYS + ".id", replay)),
                    group(by, sum("count", 1))))) {
                outcomes = outcomes.plus(
                        state(each.get("_id", Document.class)),
                        each.get("count", Number.class).intValue());
            }
            return outcomes;
        });
    }

    /**
     * The end of that round: a command that is in a later one failed in it, and one in an earlier one is on its way.
     */
    private static String state(Document key) {
        int now = key.getInteger("now", 0);
        int sent = key.getInteger("sent", 0);
        if (now > sent) {
            return FAILED;
        }
        String state = key.getString("state");
        return now < sent && FAILED.equals(state) ? State.ACCEPTED.wireName() : state;
    }

    private void writeAll(List<WriteModel<Document>> writes) {
        if (!writes.isEmpty()) {
            MongoCalls.answer(() -> collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        }
    }

    private static WriteModel<Document> noting(String identity, Document entry) {
        Bson once = and(eq(identity), ne(CommandFields.REPLAYS + ".id", entry.getString("id")));
        Bson noted = pushEach(CommandFields.REPLAYS, List.of(entry), new PushOptions().slice(-REMEMBERED));
        return new UpdateOneModel<>(once, combine(set(SENT, true), noted));
    }

    private static Document entry(String replay, int round, String operator, Instant at) {
        return new Document("id", replay)
                .append(ROUND, round)
                .append("by", operator)
                .append("at", Date.from(at));
    }
}
