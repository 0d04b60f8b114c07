package io.wasettings.processor.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The latest of what the store has not noted, by whose it is. Thread-safe. */
final class Unnoted<V> {

    private static final int MAX_REMEMBERED = 10_000;

    private final BinaryOperator<V> choice;
    private final Map<String, V> values = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** @param choice which of two is remembered: what was there, or what is new */
    Unnoted(BinaryOperator<V> choice) {
        this.choice = choice;
    }

    synchronized @Nullable V of(String whose) {
        return values.get(whose);
    }

    /** Returns what is remembered now. */
    synchronized V remember(String whose, V value) {
        return values.merge(whose, value, choice);
    }

    synchronized void forget(String whose) {
        values.remove(whose);
    }
}
