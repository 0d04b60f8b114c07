package io.wasettings.processor.kafka;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of two commands for the same key is newer: where a command first appeared on the commands topic. Retries and
 * replays keep it.
 *
 * @param timestamp when the broker appended the record, in milliseconds since the epoch
 * @param offset the record's offset
 */
public record Version(long timestamp, long offset) implements Comparable<Version> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,18})");
    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::timestamp).thenComparingLong(Version::offset);

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<Version> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new Version(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return timestamp + ":" + offset;
    }
}
