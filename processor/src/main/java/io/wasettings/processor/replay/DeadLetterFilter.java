package io.wasettings.processor.replay;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. What is null or empty does not narrow.
 *
 * @param ids command ids; if some are given, they are meant whatever else they are, parked and resolved ones included
 * @param code the documented code
 * @param partner the partner's name
 * @param key the record key
 * @param since given up at that time or later
 * @param until given up before that time
 * @param limit at most that many, the oldest first; 0 for all
 */
public record DeadLetterFilter(
        Set<String> ids,
        @Nullable Integer code,
        @Nullable String partner,
        @Nullable String key,
        @Nullable Instant since,
        @Nullable Instant until,
        int limit) {

    public DeadLetterFilter {
        ids = Set.copyOf(ids);
    }

    /** The same without a limit. */
    DeadLetterFilter unlimited() {
        return new DeadLetterFilter(ids, code, partner, key, since, until, 0);
    }

    boolean accepts(DeadLetter letter) {
        if (!ids.isEmpty()) {
            return letter.id() != null && ids.contains(letter.id());
        }
        return (code == null || code.equals(letter.why().code()))
                && (partner == null || partner.equals(letter.partner()))
                && (key == null || key.equals(letter.key()))
                && (since == null || !letter.why().failedAt().isBefore(since))
                && (until == null || letter.why().failedAt().isBefore(until));
    }
}
