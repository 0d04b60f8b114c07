package io.wasettings.processor.ops;

import io.wasettings.processor.replay.DeadLetterFilter;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * The query of a listing; what is missing does not narrow.
 *
 * @param code the documented code
 * @param partner the partner's name
 * @param key the record key
 * @param since given up at that time or later, ISO 8601
 * @param until given up before that time, ISO 8601
 * @param limit at most that many, the oldest first
 * @param parked whether parked ones are meant too
 */
record FailedQuery(
        @Nullable Integer code,
        @Nullable String partner,
        @Nullable String key,

        @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
        Instant since,

        @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
        Instant until,

        @Nullable Integer limit,
        boolean parked) {

    private static final int DEFAULT_LIMIT = 100;

    DeadLetterFilter filter() {
        return new DeadLetterFilter(Set.of(), code, partner, key, since, until, limit == null ? DEFAULT_LIMIT : limit);
    }
}
