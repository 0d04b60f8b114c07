package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import io.wasettings.common.Status.State;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.bson.conversions.Bson;

/**
 * The commands that a replay goes through, the oldest first: a dry run and a run go the same way. What fails again on
 * the way is not met a second time.
 */
final class Candidates {

    private static final int BATCH = 2000;

    private final CommandLookup lookup;
    private final Clock clock;

    Candidates(CommandLookup lookup, Clock clock) {
        this.lookup = lookup;
        this.clock = clock;
    }

    /**
     * Passes on what is meant, batch by batch, until the reader has enough.
     *
     * @param replay the replay that goes through them; what it has sent is left out
     * @param askedAt when it was asked for; what a filter means is what had failed by then
     * @param most how many may be sent
     */
    void each(Selection selection, String replay, Instant askedAt, long most, Predicate<List<Candidate>> reader) {
        Bson query = and(meant(selection, askedAt), ne(CommandFields.REPLAYS + ".id", replay));
        Cursor after = null;
        long left = most;
        while (left > 0) {
            List<Candidate> found = lookup.read(query, CommandOrder.OLDEST, after, BATCH, Candidate.PART);
            List<Candidate> batch = new ArrayList<>();
            for (Candidate candidate : found) {
                if (left > 0) {
                    batch.add(candidate);
                    left -= candidate
                                    .skipped(selection, replay, clock.instant())
                                    .isEmpty()
                            ? 1
                            : 0;
                }
            }
            if (batch.isEmpty() || !reader.test(batch) || found.size() < BATCH) {
                return;
            }
            after = found.get(found.size() - 1).cursor();
        }
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
