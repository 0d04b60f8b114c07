package io.wasettings.processor.replay;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateManyModel;
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
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Which replay has which command, noted in the commands themselves: so no command is in two at once, and how far a
 * replay is cannot be miscounted, whenever a process dies.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
final class Claims {

    /** Replays that a command remembers, the latest. */
    private static final int REMEMBERED = 20;

    /** Commands in one write: more take a store that compares long lists longer than one write saves. */
    private static final int AT_ONCE = 100;

    private static final String ROUND = "round";
    private static final String ID = CommandFields.REPLAY + ".id";
    private static final String SENT = CommandFields.REPLAY + ".sent";
    private static final String CLAIMED_ROUND = CommandFields.REPLAY + ".round";
    /** Ids of the replays that sent it. */
    private static final String SENT_BY = CommandFields.REPLAYS + ".id";

    private static final String FAILED = State.FAILED.wireName();
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Claims(MongoDatabase database, Clock clock) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.clock = clock;
    }

    /**
     * Takes these commands for their next rounds.
     *
     * @return identities of those that it has now: not of what stands otherwise by now, what another replay has, or
     *     what was noted as sent by this one
     */
    Set<String> claim(List<Candidate> candidates, String replay, String operator) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        int taken = writeAll(together(candidates).stream()
                .map(round -> claim(round, replay, operator, now))
                .toList());
        Set<String> wanted = candidates.stream().map(Candidate::identity).collect(Collectors.toUnmodifiableSet());
        return taken == wanted.size() ? wanted : claimed(wanted, replay);
    }

    private Set<String> claimed(Set<String> wanted, String replay) {
        return MongoCalls.answer(() -> collection
                .find(and(in("_id", wanted), eq(ID, replay), eq(SENT, false)))
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>()));
    }

    private static WriteModel<Document> claim(Together commands, String replay, String operator, Instant now) {
        Date lapsed = Date.from(now.minus(Candidate.CLAIM_LASTS));
        List<Document> free = List.of(
                new Document(CommandFields.REPLAY, new Document("$exists", false)),
                new Document(CLAIMED_ROUND, new Document("$lte", commands.round())),
                new Document(ID, replay),
                new Document(CommandFields.REPLAY + ".at", new Document("$lt", lapsed)));
        Document asSeen = new Document("_id", new Document("$in", commands.identities()))
                .append(CommandDocuments.STATE, FAILED)
                .append(ROUND, commands.round())
                .append(SENT_BY, new Document("$ne", replay))
                .append("$or", free);
        Document claim = entry(replay, commands.round() + 1, operator, now).append("sent", false);
        return new UpdateManyModel<>(asSeen, new Document("$set", new Document(CommandFields.REPLAY, claim)));
    }

    /** Those in the same round, by so many that the store does not work at one write for long. */
    private static List<Together> together(List<Candidate> candidates) {
        List<Together> together = new ArrayList<>();
        candidates.stream()
                .collect(Collectors.groupingBy(
                        Candidate::round, Collectors.mapping(Candidate::identity, Collectors.toList())))
                .forEach((round, identities) -> {
                    for (int from = 0; from < identities.size(); from += AT_ONCE) {
                        int to = Math.min(from + AT_ONCE, identities.size());
                        together.add(new Together(round, identities.subList(from, to)));
                    }
                });
        return together;
    }

    /** Notes that the broker has them. */
    void sent(List<Candidate> candidates, String replay, String operator) {
        Instant now = clock.instant();
        note(together(candidates).stream()
                .map(each -> new Note(each.identities(), entry(replay, each.round() + 1, operator, now)))
                .toList());
    }

    /** Gives back what a replay took and did not send. */
    void release(String replay) {
        MongoCalls.answer(
                () -> collection.updateMany(and(eq(ID, replay), eq(SENT, false)), unset(CommandFields.REPLAY)));
    }

    /** Notes as sent what a process that died had sent without noting it: its round has begun. */
    void settle(String replay, String operator) {
        List<Note> begun = new ArrayList<>();
        MongoCalls.answer(() ->
                        collection.find(and(eq(ID, replay), eq(SENT, false))).into(new ArrayList<>()))
                .forEach(document -> {
                    Candidate.Claim claim = Candidate.of(document).claim();
                    if (claim != null && document.getInteger(ROUND, 0) >= claim.round()) {
                        begun.add(new Note(
                                List.of(document.getString("_id")),
                                entry(replay, claim.round(), operator, claim.at())));
                    }
                });
        note(begun);
    }

    /** What became of the commands that a replay sent, so far. */
    Outcomes outcomes(String replay) {
        Document by = new Document("state", "$" + CommandDocuments.STATE)
                .append("now", "$" + ROUND)
                .append("sent", "$" + CommandFields.REPLAYS + "." + ROUND);
        return MongoCalls.answer(() -> {
            Outcomes outcomes = Outcomes.NONE;
            for (Document each : collection.aggregate(List.of(
                    match(eq(SENT_BY, replay)),
                    project(include(CommandDocuments.STATE, ROUND, CommandFields.REPLAYS)),
                    unwind("$" + CommandFields.REPLAYS),
                    match(eq(SENT_BY, replay)),
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

    /**
     * Notes each once, and its claim as done with: unless the claim was given back meanwhile, or the command failed
     * again and is another replay's.
     */
    private void note(List<Note> notes) {
        int done = writeAll(notes.stream().map(Note::withClaim).toList());
        if (done < notes.stream().mapToInt(note -> note.identities().size()).sum()) {
            writeAll(notes.stream().map(Note::alone).toList());
        }
    }

    /** How many of them matched a document. */
    private int writeAll(List<WriteModel<Document>> writes) {
        return writes.isEmpty()
                ? 0
                : MongoCalls.answer(() -> collection.bulkWrite(writes, UNORDERED))
                        .getMatchedCount();
    }

    private static Document entry(String replay, int round, String operator, Instant at) {
        return new Document("id", replay)
                .append(ROUND, round)
                .append("by", operator)
                .append("at", Date.from(at));
    }

    /** Commands in the same round. */
    private record Together(int round, List<String> identities) {}

    /** That these were sent. */
    private record Note(List<String> identities, Document entry) {

        WriteModel<Document> withClaim() {
            return new UpdateManyModel<>(
                    once().append(ID, entry.get("id")).append(CLAIMED_ROUND, entry.get(ROUND)),
                    noted().append("$set", new Document(SENT, true)));
        }

        WriteModel<Document> alone() {
            return new UpdateManyModel<>(once(), noted());
        }

        private Document once() {
            return new Document("_id", new Document("$in", identities))
                    .append(SENT_BY, new Document("$ne", entry.get("id")));
        }

        private Document noted() {
            Document push = new Document("$each", List.of(entry)).append("$slice", -REMEMBERED);
            return new Document("$push", new Document(CommandFields.REPLAYS, push));
        }
    }
}
