package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import io.wasettings.processor.store.NotedReplay;
import io.wasettings.service.status.CommandDocuments;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The commands that a replay goes through, the oldest first: a dry run and a run go the same way. What fails again on
 * the way is not met a second time.
 */
final class Candidates {

    private static final int BATCH = 2000;

    private final CommandLookup lookup;
    private final DeadLetterTopic deadLetters;

    Candidates(CommandLookup lookup, DeadLetterTopic deadLetters) {
        this.lookup = lookup;
        this.deadLetters = deadLetters;
    }

    /**
     * What is meant, batch by batch, the first of them read now, the others when they are asked for; without dead
     * letters that are gone.
     *
     * @param replay the replay that goes through them; what it has sent is left out
     * @param askedAt when it was asked for; what a filter means is what had failed by then
     */
    Iterable<List<Candidate>> batches(Selection selection, String replay, Instant askedAt) {
        Bson query = and(meant(selection, askedAt), ne(NotedReplay.LISTED_ID, replay));
        List<Candidate> first = read(query, null);
        Beginnings beginnings = first.isEmpty() ? Beginnings.UNKNOWN : deadLetters.beginnings();
        return () -> Stream.iterate(first, batch -> !batch.isEmpty(), batch -> next(query, batch))
                .map(beginnings::asTheyLie)
                .iterator();
    }

    private List<Candidate> next(Bson query, List<Candidate> batch) {
        return batch.size() < BATCH
                ? List.of()
                : read(query, batch.get(batch.size() - 1).cursor());
    }

    private List<Candidate> read(Bson query, @Nullable Cursor after) {
        return lookup.read(query, CommandOrder.OLDEST, after, BATCH, Candidate.PART);
    }

    /** Those commands as operators see them, the oldest first. */
    List<CommandRow> rows(List<String> identities) {
        return lookup.read(in("_id", identities), CommandOrder.OLDEST, null, identities.size(), CommandLookup.ROWS);
    }

    private static Bson meant(Selection selection, Instant askedAt) {
        if (selection.byId()) {
            return and(
                    or(selection.ids().stream()
                            .map(id -> CommandLookup.naming(id, selection.source()))
                            .toList()),
                    exists(CommandDocuments.STATE));
        }
        // Parked ones are met, too, so that it can be said that they are left out.
        Bson query = selection.filter().withStates(State.FAILED).parkedOrNot().query();
        return and(query, lte(CommandDocuments.UPDATED_AT, Date.from(askedAt)));
    }
}
