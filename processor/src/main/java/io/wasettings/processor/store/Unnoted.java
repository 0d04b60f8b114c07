package io.wasettings.processor.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What the store could not note, by whose it is; beyond a bound what came first is forgotten. Thread-safe. */
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

    synchronized void remember(String whose, V value) {
        values.merge(whose, value, choice);
    }

    synchronized void forget(String whose) {
        values.remove(whose);
    }
}
