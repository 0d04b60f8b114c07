package io.wasettings.processor.replay;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.replay.Batch.Together;
import io.wasettings.processor.replay.Candidate.Place;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.NotedDeadLetter;
import io.wasettings.processor.store.NotedReplay;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which replay has which command and what none can send, noted in the commands themselves: so no command is in two at
 * once, and how far a replay is cannot be miscounted, whenever a process dies. A command that is claimed was sent,
 * unless its batch is among those that the replay's document names as unsent. So no command has to be written a second
 * time to say that it was sent.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
final class Claims {

    /** Replays that a command remembers, the latest. */
    private static final int REMEMBERED = 20;

    private static final String FAILED = State.FAILED.wireName();
    private static final BsonField ONE_EACH = sum("count", 1);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Unsent unsent;
    private final Clock clock;

    Claims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.unsent = new Unsent(database);
        this.clock = clock;
    }

    /** Ids for as many batches of that replay, which the broker does not have yet. */
    List<String> reserve(String replay, int count) {
        return unsent.enter(replay, count);
    }

    /** Gives ids back that no batch has had. */
    void giveBack(String replay, Collection<String> ids) {
        unsent.forget(replay, ids);
    }

    /**
     * Takes these commands for their next rounds.
     *
     * @param meant what the replay means: what was parked meanwhile is taken only if that means parked ones
     * @return with those that it has now: not what stands otherwise by now, what another replay has, or what is in
     *     another batch of this one
     */
    Batch claim(Batch wanted, Selection meant) {
        Instant now = clock.instant();
        int taken = writeAll(wanted.together().stream()
                .map(each -> claim(each, wanted, meant, now))
                .toList());
        return taken == wanted.commands().size() ? wanted : wanted.only(claimed(wanted));
    }

    private Set<String> claimed(Batch wanted) {
        return MongoCalls.answer(() -> collection
                .find(and(in("_id", wanted.identities()), eq(NotedReplay.CLAIM_BATCH, wanted.id())))
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>()));
    }

    private static WriteModel<Document> claim(Together commands, Batch batch, Selection meant, Instant now) {
        Date lapsed = Date.from(now.minus(Candidate.CLAIM_LASTS));
        List<Document> free = List.of(
                new Document(CommandFields.REPLAY, new Document("$exists", false)),
                new Document(NotedReplay.CLAIM_ROUND, new Document("$lte", commands.round())),
                new Document(NotedReplay.CLAIM_ID, batch.replay()),
                new Document(NotedReplay.CLAIM_AT, new Document("$lt", lapsed)));
        Document asSeen = unlessIn(batch.replay(), commands)
                .append(CommandDocuments.STATE, FAILED)
                .append(CommandDocuments.ROUND, commands.round())
                .append("$or", free);
        if (!meant.meansParked()) {
            asSeen.append(CommandFields.PARKED, new Document("$exists", false));
        }
        Document entry = entry(commands, batch, now);
        return new UpdateManyModel<>(asSeen, listed(entry).append("$set", new Document(CommandFields.REPLAY, entry)));
    }

    /**
     * Notes that the broker has a batch. What was given back meanwhile counts again, and is taken from nobody.
     *
     * @return the id for another batch
     */
    String sent(Batch batch) {
        String next = unsent.replace(batch);
        if (next != null) {
            return next;
        }
        Instant now = clock.instant();
        writeAll(batch.together().stream().map(each -> list(each, batch, now)).toList());
        return reserve(batch.replay(), 1).get(0);
    }

    private static WriteModel<Document> list(Together commands, Batch batch, Instant now) {
        return new UpdateManyModel<>(unlessIn(batch.replay(), commands), listed(entry(commands, batch, now)));
    }

    /** Gives back what is in a batch that the broker does not take. */
    void giveBack(Batch untaken) {
        Bson taken = and(eq(NotedReplay.CLAIM_ID, untaken.replay()), eq(NotedReplay.CLAIM_BATCH, untaken.id()));
        giveBack(untaken.replay(), and(in("_id", untaken.identities()), taken));
    }

    private void giveBack(String replay, Bson commands) {
        Bson back =
                combine(unset(CommandFields.REPLAY), pull(CommandFields.REPLAYS, new Document(NotedReplay.ID, replay)));
        MongoCalls.answer(() -> collection.updateMany(commands, back));
    }

    /** Notes that the command's dead letter is larger than any command, so that no replay looks for it again. */
    void noteTooLarge(Candidate command) {
        Place place = Objects.requireNonNull(command.place());
        Bson lying = and(eq(command.identity()), NotedDeadLetter.lyingAt(place.partition(), place.offset()));
        MongoCalls.answer(() -> collection.updateOne(lying, NotedDeadLetter.notingTooLarge()));
    }

    /**
     * Gives back what a replay took and did not send: what is in a batch that nobody noted as sent, unless its round
     * has begun, since then it was.
     */
    void release(String replay) {
        List<String> batches = unsent.of(replay);
        if (batches.isEmpty()) {
            return;
        }
        Bson taken = and(eq(NotedReplay.CLAIM_ID, replay), in(NotedReplay.CLAIM_BATCH, batches));
        List<String> waiting = MongoCalls.answer(() -> collection
                        .find(taken)
                        .projection(Candidate.PART.fields())
                        .map(Candidate::of)
                        .into(new ArrayList<>()))
                .stream()
                .filter(Candidate::awaitsItsRound)
                .map(Candidate::identity)
                .toList();
        giveBack(replay, and(in("_id", waiting), taken, eq(CommandDocuments.STATE, FAILED)));
        unsent.forget(replay, batches);
    }

    /**
     * What became of the commands that a replay sent, so far. Those that no other replay has had since say so in their
     * claim, which is read much faster than a list.
     */
    Outcomes outcomes(String replay) {
        List<String> before = unsent.of(replay);
        Outcomes outcomes = outcomes(replay, before);
        List<String> after = unsent.of(replay);
        // What was entered and taken meanwhile would count as sent.
        return before.containsAll(after) ? outcomes : outcomes(replay, after);
    }

    private Outcomes outcomes(String replay, List<String> batches) {
        Outcomes latest = count(
                Outcomes.NONE,
                List.of(
                        match(and(eq(NotedReplay.CLAIM_ID, replay), nin(NotedReplay.CLAIM_BATCH, batches))),
                        group(by(NotedReplay.CLAIM_ROUND), ONE_EACH)));
        return count(
                latest,
                List.of(
                        match(and(eq(NotedReplay.LISTED_ID, replay), ne(NotedReplay.CLAIM_ID, replay))),
                        project(include(CommandDocuments.STATE, CommandDocuments.ROUND, CommandFields.REPLAYS)),
                        unwind("$" + CommandFields.REPLAYS),
                        match(and(eq(NotedReplay.LISTED_ID, replay), nin(NotedReplay.LISTED_BATCH, batches))),
                        group(by(NotedReplay.LISTED_ROUND), ONE_EACH)));
    }

    private Outcomes count(Outcomes before, List<Bson> stages) {
        return MongoCalls.answer(() -> {
            Outcomes outcomes = before;
            for (Document each : collection.aggregate(stages)) {
                outcomes = outcomes.plus(
                        state(each.get("_id", Document.class)),
                        each.get("count", Number.class).intValue());
            }
            return outcomes;
        });
    }

    /** @param sent the field of the round that it was sent for */
    private static Document by(String sent) {
        return new Document("state", "$" + CommandDocuments.STATE)
                .append("now", "$" + CommandDocuments.ROUND)
                .append("sent", "$" + sent);
    }

    /**
     * The end of that round: a command that is in a later one failed in it, and one in an earlier one is on its way.
     */
    private static State state(Document key) {
        int now = key.getInteger("now", 0);
        int sent = key.getInteger("sent", 0);
        if (now > sent) {
            return State.FAILED;
        }
        State state = State.of(key.getString("state")).orElse(State.ACCEPTED);
        return now < sent && state == State.FAILED ? State.ACCEPTED : state;
    }

    /** How many of them matched a document. */
    private int writeAll(List<WriteModel<Document>> writes) {
        return writes.isEmpty()
                ? 0
                : MongoCalls.answer(() -> collection.bulkWrite(writes, UNORDERED))
                        .getMatchedCount();
    }

    /** Matches those of them that the replay is not listed with: what it sent once, it sends no second time. */
    private static Document unlessIn(String replay, Together commands) {
        return new Document("_id", new Document("$in", commands.identities()))
                .append(NotedReplay.LISTED_ID, new Document("$ne", replay));
    }

    private static Document listed(Document entry) {
        Document push = new Document("$each", List.of(entry)).append("$slice", -REMEMBERED);
        return new Document("$push", new Document(CommandFields.REPLAYS, push));
    }

    private static Document entry(Together commands, Batch batch, Instant at) {
        return new NotedReplay(batch.replay(), commands.round() + 1, batch.operator(), at).write(batch.id());
    }
}
