package io.wasettings.service.memory;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map bounded by count and bytes; evicts the entry written longest ago: of the owner whose values take most, if that
 * is more than a tenth, else of all. Not thread-safe.
 */
public final class Newest<V> {

    /** What no owner takes where there are many, so that then age alone decides. */
    private static final int MUCH = 10;

    private final int most;
    private final long mostBytes;
    private final ToLongFunction<V> size;
    private final Function<V, String> owner;
    private final Map<String, V> values = new LinkedHashMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private long bytes;

    /** The bytes of one owner's values, and their names, the oldest first. */
    private static final class Share {
        private final Set<String> names = new LinkedHashSet<>();
        private long bytes;
    }

    /** An empty map, all of whose values are one owner's. */
    public Newest(int most, long mostBytes, ToLongFunction<V> size) {
        this(most, mostBytes, size, any -> "");
    }

    /**
     * An empty map.
     *
     * @param mostBytes the most bytes of all values and their names; the newest entry is kept even if it alone is
     *     larger
     * @param size bytes that a value takes, always the same
     * @param owner whose a value is, always the same
     */
    public Newest(int most, long mostBytes, ToLongFunction<V> size, Function<V, String> owner) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.size = size;
        this.owner = owner;
    }

    /** The value of that name. */
    public @Nullable V of(String name) {
        return values.get(name);
    }

    /** Puts the value in place of any other of that name. */
    public void keep(String name, V value) {
        forget(name);
        long more = size(name, value);
        while (!values.isEmpty() && (values.size() >= most || bytes + more > mostBytes)) {
            forget(oldest());
        }
        values.put(name, value);
        bytes += more;
        Share share = shares.computeIfAbsent(owner.apply(value), any -> new Share());
        share.names.add(name);
        share.bytes += more;
    }

    /** Removes the value of that name. */
    public void forget(String name) {
        V value = values.remove(name);
        if (value != null) {
            long less = size(name, value);
            bytes -= less;
            shares.computeIfPresent(owner.apply(value), (any, share) -> {
                share.names.remove(name);
                share.bytes -= less;
                return share.names.isEmpty() ? null : share;
            });
        }
    }

    private String oldest() {
        Share largest = Collections.max(shares.values(), Comparator.comparingLong(share -> share.bytes));
        Set<String> candidates = largest.bytes > bytes / MUCH ? largest.names : values.keySet();
        return candidates.iterator().next();
    }

    private long size(String name, V value) {
        return (long) name.length() * Character.BYTES + size.applyAsLong(value);
    }
}
