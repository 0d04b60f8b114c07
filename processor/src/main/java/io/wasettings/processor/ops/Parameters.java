package io.wasettings.processor.ops;

import io.wasettings.processor.lookup.CommandFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What query parameters must be. */
final class Parameters {

    /** Characters of a text that an operator states. */
    static final int LONGEST_TEXT = 500;

    /** How times are written, for what says that one is not. */
    static final String TIMES = "times are written 2026-01-01T00:00:00Z";

    /** Entries that a listing has at most. */
    static final int MOST = 1000;

    private Parameters() {}

    /** @throws OpsException when it is out of bounds */
    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw OpsException.invalid("limit must be 1 to " + MOST);
        }
        return limit;
    }

    /** @throws OpsException for a time that no store can hold */
    static @Nullable Instant time(String name, @Nullable Instant time) {
        if (time != null && !CommandFilter.takes(time)) {
            throw OpsException.invalid("Correct " + name + ": " + TIMES + ", and that one is too far away.");
        }
        return time;
    }

    /** @throws OpsException for a blank text, which would mean more than was meant */
    static void requireNotBlank(String name, @Nullable String text) {
        if (text != null && text.isBlank()) {
            throw OpsException.invalid(name + " must not be blank; leave out what is not meant");
        }
    }

    /** The text, or null for one that says nothing. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
