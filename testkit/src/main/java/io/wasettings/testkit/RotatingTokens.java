package io.wasettings.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refresh tokens that are valid once: each is spent by its exchange and replaced by its successor, and presenting a
 * spent one revokes its whole family (RFC 9700 section 4.14.2). A token is the name of its family and a number that
 * counts up. Thread-safe.
 */
public final class RotatingTokens {

    private static final Pattern TOKEN = Pattern.compile("(.*?)([0-9]+)");

    private final int first;
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<String, Instant> spentAt = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final List<String> presented = new ArrayList<>();
    private final List<Reuse> reuses = new ArrayList<>();

    /** @param first the number of each family's first token, which is valid from the start */
    public RotatingTokens(int first) {
        this.first = first;
    }

    /**
     * A refresh token that was presented although it was spent.
     *
     * @param family the name of its family
     * @param spentAt when it was spent
     */
    public record Reuse(String family, Instant spentAt) {}

    /** The successor of that token; empty if it is refused. */
    public synchronized Optional<String> exchange(String token) {
        presented.add(token);
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String family = parts.group(1);
        Instant spent = spentAt.get(token);
        if (spent != null) {
            reuses.add(new Reuse(family, spent));
            revoked.add(family);
        }
        if (!newest(family).filter(token::equals).isPresent()) {
            return Optional.empty();
        }
        spentAt.put(token, Instant.now());
        newest.merge(family, first + 1, (before, second) -> before + 1);
        return newest(family);
    }

    /** The one token of that family that would be accepted; empty when the family is revoked. */
    public synchronized Optional<String> newest(String family) {
        return revoked.contains(family) ? Optional.empty() : Optional.of(family + newest.getOrDefault(family, first));
    }

    /** All tokens that were presented, in order. */
    public synchronized List<String> presented() {
        return List.copyOf(presented);
    }

    /** All presentations of spent tokens. */
    public synchronized List<Reuse> reuses() {
        return List.copyOf(reuses);
    }
}
