package io.wasettings.processor.store;

import io.wasettings.service.memory.Newest;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that the store could not note, by the command that they belong to; no more than may be remembered.
 * Thread-safe.
 */
final class Unnoted<V> {

    private static final int MAX_REMEMBERED = 10_000;
    private static final long MAX_BYTES = 8 * 1024 * 1024;

    private final BinaryOperator<V> choice;
    private final Newest<V> values;

    /**
     * @param choice which of two is remembered: what was there, or what is new
     * @param size bytes that one takes
     */
    Unnoted(BinaryOperator<V> choice, ToLongFunction<V> size) {
        this.choice = choice;
        this.values = new Newest<>(MAX_REMEMBERED, MAX_BYTES, size);
    }

    synchronized @Nullable V of(String whose) {
        return values.of(whose);
    }

    synchronized void remember(String whose, V value) {
        V known = values.of(whose);
        values.keep(whose, known == null ? value : choice.apply(known, value));
    }

    /** Forgets that value, which was noted; one that came to be remembered meanwhile was not. */
    synchronized void forget(String whose, @Nullable V noted) {
        if (noted != null && noted.equals(values.of(whose))) {
            values.forget(whose);
        }
    }
}
