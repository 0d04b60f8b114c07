package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Selection;
import io.wasettings.processor.replay.Selection.Mistake;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a replay: as many members as there are ways to narrow, and how to go about it.
 *
 * @param all whether all that failed is meant; needed where nothing else narrows
 * @param dryRun whether to show only what would be replayed
 */
record ReplayOrder(
        @Nullable List<String> ids,
        @Nullable String source,
        @Nullable String partner,
        @Nullable String key,
        @Nullable Integer code,
        @Nullable String step,
        @Nullable String host,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Boolean parked,
        @Nullable Integer limit,
        @Nullable Boolean all,
        @Nullable Integer rate,
        @Nullable String reason,
        @JsonProperty("dry_run") @Nullable Boolean dryRun) {

    /** Whether only to show what would be replayed. */
    boolean wantsPlan() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** @throws OpsException saying what to correct */
    ReplayRequest request(String operator) {
        int ratePerSecond = rate == null ? ReplayRequest.DEFAULT_RATE : rate;
        require(ReplayRequest.takesRate(ratePerSecond), "rate must be 1 to " + ReplayRequest.HIGHEST_RATE);
        require(
                ReplayRequest.takesReason(reason),
                "reason must say why, in 1 to " + ReplayRequest.LONGEST_REASON + " characters; or leave it out");
        return new ReplayRequest(selection(), ratePerSecond, reason, operator);
    }

    private Selection selection() {
        Set<String> named = ids == null ? Set.of() : Set.copyOf(ids);
        require(ids == null || !named.isEmpty(), "ids must name at least one command");
        named.forEach(id -> requireText("each of ids", id));
        require(limit == null || limit >= 1, "limit must be greater than 0");
        requireText("partner", partner);
        requireText("key", key);
        requireText("step", step);
        requireText("host", host);
        requireText("source", source);
        CommandFilter filter = new CommandQuery(null, partner, key, code, step, host, since, until, parked).filter();
        Selection meant = new Selection(named, source, filter, limit == null ? 0 : limit);
        meant.mistake(Boolean.TRUE.equals(all)).ifPresent(mistake -> {
            throw OpsException.invalid(correction(mistake));
        });
        require(source == null || !named.isEmpty(), "source tells ids apart: it needs ids.");
        return meant;
    }

    private static String correction(Mistake mistake) {
        return switch (mistake) {
            case NOTHING -> "Say what is meant: ids, a filter such as partner, or \"all\": true.";
            case ALL_AND_SOME -> "all excludes ids and filters: say one or the other.";
            case IDS_AND_FILTER -> "ids exclude filters: say one or the other.";
            case TOO_MANY_IDS -> "ids must be at most " + Selection.MOST_IDS;
        };
    }

    /** Neither blank, which would mean more commands than were meant, nor endless. */
    private static void requireText(String name, @Nullable String text) {
        Parameters.requireNotBlank(name, text);
        require(
                text == null || text.length() <= Parameters.LONGEST_TEXT,
                name + " must have at most " + Parameters.LONGEST_TEXT + " characters");
    }

    private static void require(boolean holds, String correction) {
        if (!holds) {
            throw OpsException.invalid(correction);
        }
    }
}
