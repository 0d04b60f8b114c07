package io.wasettings.service.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what is kept by name, bounded by number and by bytes: beyond that what was not kept anew for the
 * longest is forgotten. Not thread-safe.
 */
public final class Newest<V> {

    private final int most;
    private final long mostBytes;
    private final ToLongFunction<V> size;
    private final Map<String, V> values = new LinkedHashMap<>();
    private long bytes;

    /**
     * None so far.
     *
     * @param mostBytes of all values and their names; the newest one is kept even if it alone is larger
     * @param size bytes that a value takes, always the same
     */
    public Newest(int most, long mostBytes, ToLongFunction<V> size) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.size = size;
    }

    /** What is kept by that name. */
    public @Nullable V of(String name) {
        return values.get(name);
    }

    /** Keeps that in place of what was kept by that name. */
    public void keep(String name, V value) {
        forget(name);
        values.put(name, value);
        bytes += size(name, value);
        while (values.size() > 1 && (values.size() > most || bytes > mostBytes)) {
            forget(values.keySet().iterator().next());
        }
    }

    /** Keeps nothing by that name any more. */
    public void forget(String name) {
        V value = values.remove(name);
        if (value != null) {
            bytes -= size(name, value);
        }
    }

    private long size(String name, V value) {
        return (long) name.length() * Character.BYTES + size.applyAsLong(value);
    }
}
