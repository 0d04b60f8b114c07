package io.wasettings.processor.lookup;

import io.wasettings.common.text.Characters;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How fields of documents are read for people: texts that came from outside are cut. */
final class Shown {

    /** Characters that are shown of a text. */
    static final int MAX_TEXT = 500;

    private Shown() {}

    static String cut(@Nullable String text) {
        return Characters.cut(Objects.requireNonNullElse(text, ""), MAX_TEXT);
    }

    static @Nullable String optional(@Nullable String text) {
        return text == null ? null : cut(text);
    }

    static Instant time(@Nullable String text) {
        Instant time = optionalTime(text);
        return time == null ? Instant.EPOCH : time;
    }

    static @Nullable Instant optionalTime(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
