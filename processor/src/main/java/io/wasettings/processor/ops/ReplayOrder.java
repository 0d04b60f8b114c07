package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.wasettings.processor.replay.DeadLetterFilter;
import io.wasettings.processor.replay.ReplayRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a replay; what is missing does not narrow.
 *
 * @param ids command ids; if some are given, they are meant whatever else they are
 * @param code the documented code
 * @param partner the partner's name
 * @param key the record key
 * @param since given up at that time or later, ISO 8601
 * @param until given up before that time, ISO 8601
 * @param limit at most that many, the oldest first
 * @param parked whether parked ones are meant too
 * @param rate at most that many in a second
 * @param dryRunOrNull whether to show only what would be replayed
 */
record ReplayOrder(
        @Nullable List<String> ids,
        @Nullable Integer code,
        @Nullable String partner,
        @Nullable String key,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Integer limit,
        @Nullable Boolean parked,
        @Nullable Integer rate,
        @JsonProperty("dry_run") @Nullable Boolean dryRunOrNull) {

    private static final int DEFAULT_RATE = 50;
    private static final int HIGHEST_RATE = 10_000;

    boolean dryRun() {
        return Boolean.TRUE.equals(dryRunOrNull);
    }

    /** @throws InvalidOrderException saying what to correct */
    ReplayRequest request(String operator) {
        int ratePerSecond = rate == null ? DEFAULT_RATE : rate;
        if (ratePerSecond < 1 || ratePerSecond > HIGHEST_RATE) {
            throw new InvalidOrderException("rate must be 1 to " + HIGHEST_RATE);
        }
        DeadLetterFilter filter = new DeadLetterFilter(
                ids == null ? Set.of() : Set.copyOf(ids), code, partner, key, since, until, limit == null ? 0 : limit);
        return new ReplayRequest(filter, Boolean.TRUE.equals(parked), ratePerSecond, operator);
    }
}
