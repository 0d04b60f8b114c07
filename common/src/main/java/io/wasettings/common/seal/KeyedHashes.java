package io.wasettings.common.seal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of one thing, each of which stands for the whole of it, as it may be read in several ways; under one key.
 *
 * @param all as {@link KeyedHash} makes them; none if nothing is known of it
 */
public record KeyedHashes(List<String> all) {

    /** Between two hashes, where they are stored. */
    private static final String AND = "\n";

    public KeyedHashes {
        all = List.copyOf(all);
    }

    /** Those that are stored as that text; none if there is none. */
    public static KeyedHashes read(@Nullable String text) {
        return new KeyedHashes(text == null ? List.of() : text.lines().toList());
    }

    /** The text as which they are stored. */
    public String text() {
        return String.join(AND, all);
    }

    /** The first one, if there is any. */
    public Optional<String> first() {
        return all.stream().findFirst();
    }

    /** Whether one of these is among the others: then both are of the same thing. */
    public boolean sharesOneWith(KeyedHashes others) {
        return all.stream().anyMatch(others.all::contains);
    }
}
