package io.wasettings.processor.ops;

import io.wasettings.processor.replay.DeadLetterFilter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
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
        @Nullable Boolean parked) {

    private static final Set<String> NAMES = Arrays.stream(FailedQuery.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final int DEFAULT_LIMIT = 100;

    /** @throws InvalidOrderException naming a parameter that is none of ours */
    static void requireKnown(Set<String> names) {
        names.stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidOrderException("Unknown parameter: " + name + ". Known are "
                    + NAMES.stream().sorted().collect(Collectors.joining(", ")) + ".");
        });
    }

    boolean withParked() {
        return Boolean.TRUE.equals(parked);
    }

    /** @throws InvalidOrderException when the limit is out of bounds */
    DeadLetterFilter filter() {
        if (limit != null && limit < 1) {
            throw new InvalidOrderException("limit must be greater than 0");
        }
        return new DeadLetterFilter(Set.of(), code, partner, key, since, until, limit == null ? DEFAULT_LIMIT : limit);
    }
}
