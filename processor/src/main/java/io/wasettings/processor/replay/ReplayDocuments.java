package io.wasettings.processor.replay;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.Replay.Ending;
import io.wasettings.processor.replay.Replay.Progress;
import io.wasettings.processor.replay.Replay.State;
import io.wasettings.service.mongo.Times;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Replays as documents of collection {@code replays}. */
final class ReplayDocuments {

    /** When it was asked for. */
    static final String REQUESTED_AT = "requested_at";
    /** Whether it runs, or how it ended. */
    static final String STATE = "state";

    private static final String FINISHED_AT = "finished_at";
    private static final String PROBLEM = "problem";
    private static final String OUTCOMES = "outcomes";

    private ReplayDocuments() {}

    static Document write(String id, ReplayRequest request, ReplayPlan plan, Instant now) {
        return new Document("_id", id)
                .append("requested_by", request.requestedBy())
                .append(REQUESTED_AT, Date.from(now))
                .append("reason", request.reason())
                .append("filter", write(request.selection()))
                .append("rate", request.ratePerSecond())
                .append(STATE, State.RUNNING.wireName())
                .append("matched", plan.matched())
                .append("planned_skips", plan.skippedInAll());
    }

    static Replay read(Document document) {
        ReplayRequest request = new ReplayRequest(
                readSelection(document.get("filter", Document.class)),
                document.getInteger("rate"),
                document.getString("reason"),
                document.getString("requested_by"));
        Document settled = document.get(OUTCOMES, Document.class);
        return new Replay(
                document.getString("_id"),
                request,
                document.getDate(REQUESTED_AT).toInstant(),
                new Progress(
                        document.getInteger("matched", 0),
                        document.getInteger("planned_skips", 0),
                        settled == null ? Outcomes.NONE : readOutcomes(settled)),
                ending(document));
    }

    /** Whether all that it sent has come to an end, so that nothing changes any more. */
    static boolean isSettled(Document document) {
        return document.containsKey(OUTCOMES);
    }

    /** The update that settles it. */
    static Bson settling(Outcomes outcomes) {
        return set(
                OUTCOMES,
                new Document("applied", outcomes.applied())
                        .append("superseded", outcomes.superseded())
                        .append("rejected", outcomes.rejected())
                        .append("failed", outcomes.failed()));
    }

    /** The update that ends it. */
    static Bson ending(Ending ending) {
        return combine(
                set(STATE, ending.state().wireName()),
                set(PROBLEM, ending.problem()),
                set(FINISHED_AT, Date.from(ending.at())));
    }

    private static Outcomes readOutcomes(Document outcomes) {
        return new Outcomes(
                outcomes.getInteger("applied", 0),
                outcomes.getInteger("superseded", 0),
                outcomes.getInteger("rejected", 0),
                outcomes.getInteger("failed", 0),
                0);
    }

    private static @Nullable Ending ending(Document document) {
        // One that this version does not know is one that it will not go on with.
        State state = State.of(document.getString(STATE)).orElse(State.FAILED);
        return state == State.RUNNING
                ? null
                : new Ending(state, Times.orEpoch(document, FINISHED_AT), document.getString(PROBLEM));
    }

    private static Document write(Selection selection) {
        Document filter = new Document("ids", List.copyOf(selection.ids()));
        selection
                .terms()
                .forEach((name, value) ->
                        filter.append(name, value instanceof Instant instant ? Date.from(instant) : value));
        return filter;
    }

    private static Selection readSelection(Document filter) {
        return new Selection(
                Set.copyOf(filter.getList("ids", String.class, List.of())),
                filter.getString("source"),
                new CommandFilter(
                        Set.of(),
                        filter.getString("partner"),
                        filter.getString("key"),
                        filter.getInteger("code"),
                        filter.getString("step"),
                        filter.getString("host"),
                        Times.read(filter, "since"),
                        Times.read(filter, "until"),
                        filter.getBoolean("parked")),
                filter.getInteger("limit", 0));
    }
}
