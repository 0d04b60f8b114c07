package io.wasettings.processor.replay;

import io.wasettings.processor.lookup.CommandFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which failed commands an operator means.
 *
 * @param ids these commands, and whatever else they are, parked ones included; empty for those of the filter
 * @param source whose ids they are, or null for anybody's
 * @param filter which others; its states mean nothing here, and it means parked ones only if it says so
 * @param limit at most that many, the oldest first; 0 for all
 */
public record Selection(Set<String> ids, @Nullable String source, CommandFilter filter, int limit) {

    /** Ids, at most. */
    public static final int MOST_IDS = 1000;

    /** What may be wrong with what operators say that they mean. */
    public enum Mistake {
        /** Nothing is meant: neither all, nor some. */
        NOTHING,
        /** All are meant, and some. */
        ALL_AND_SOME,
        /** These are meant, and those of a filter. */
        IDS_AND_FILTER,
        /** More are named than may be. */
        TOO_MANY_IDS
    }

    public Selection {
        ids = Set.copyOf(ids);
    }

    /**
     * What is wrong with it, if anything.
     *
     * @param all whether the operator means all that failed
     */
    public Optional<Mistake> mistake(boolean all) {
        if (all != isOpen()) {
            return Optional.of(all ? Mistake.ALL_AND_SOME : Mistake.NOTHING);
        }
        if (byId() && !filter.isOpen()) {
            return Optional.of(Mistake.IDS_AND_FILTER);
        }
        return ids.size() > MOST_IDS ? Optional.of(Mistake.TOO_MANY_IDS) : Optional.empty();
    }

    /** Whether all that failed is meant. */
    public boolean isOpen() {
        return !byId() && filter.isOpen();
    }

    /** What narrows it beside its ids, in order, by the names that orders and records of replays have for it. */
    public Map<String, Object> terms() {
        Map<String, Object> terms = new LinkedHashMap<>();
        put(terms, "source", source);
        put(terms, "partner", filter.partner());
        put(terms, "key", filter.key());
        put(terms, "code", filter.code());
        put(terms, "step", filter.step());
        put(terms, "host", filter.host());
        put(terms, "since", filter.since());
        put(terms, "until", filter.until());
        put(terms, "parked", filter.parked());
        put(terms, "limit", limit == 0 ? null : limit);
        return terms;
    }

    private static void put(Map<String, Object> terms, String name, @Nullable Object value) {
        if (value != null) {
            terms.put(name, value);
        }
    }

    /** How many may be sent. */
    long most() {
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    boolean byId() {
        return !ids.isEmpty();
    }

    /** Whether parked commands are replayed. */
    boolean meansParked() {
        return byId() || Boolean.TRUE.equals(filter.parked());
    }
}
