package io.wasettings.processor.lookup;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How fields of documents are read for people: texts that came from outside are cut. */
final class Shown {

    /** Characters that are shown of a text. */
    static final int MAX_TEXT = 500;

    private Shown() {}

    static String cut(@Nullable String text) {
        String known = Objects.requireNonNullElse(text, "");
        if (known.length() <= MAX_TEXT) {
            return known;
        }
        int end = Character.isHighSurrogate(known.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return known.substring(0, end) + "…";
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

    static @Nullable Instant time(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
