package io.wasettings.processor.kafka;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of two commands for the same key is newer: where a command first appeared on the commands topic. Retries and
 * replays keep it.
 *
 * <p>Within one log the offset decides, whatever the brokers' clocks do; a key stays in its log, so that is the rule. A
 * key changes its log only where partitions are added or the topic is recreated; there the timestamp decides, then the
 * offset. Mixing both rules is no total order if a clock jumps at that very time, hence no {@link Comparable}: of three
 * versions each could be newer than the next, and the one that is saved last stays.
 *
 * @param timestamp when the broker appended the record, in milliseconds since the epoch
 * @param offset the record's offset
 * @param log where that offset counts; null for a version that an earlier build noted, which left it out
 */
public record Version(long timestamp, long offset, @Nullable Log log) {

    /** Stands where none can be read: older than all others, so that it replaces nothing. */
    public static final Version UNKNOWN = new Version(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    /** A version whose log is not known. */
    public Version(long timestamp, long offset) {
        this(timestamp, offset, null);
    }

    /**
     * One partition of one topic. A topic that is recreated under the same name has another id.
     *
     * @param topicId the broker's id of the topic, as Kafka writes it
     * @param partition the partition's number
     */
    public record Log(String topicId, int partition) {

        private static final Pattern TEXT = Pattern.compile("([\\w-]{22}):(\\d{1,9})");

        /** Reads what {@link #toString} writes; empty for anything else. */
        static Optional<Log> parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Log(matcher.group(1), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return topicId + ":" + partition;
        }
    }

    /** Reads what {@link #toString} writes, which leaves out the log; empty for anything else. */
    static Optional<Version> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new Version(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether this command replaces one of that version. */
    public boolean isNewerThan(Version other) {
        boolean offsetDecides = (log != null && log.equals(other.log)) || timestamp == other.timestamp;
        return offsetDecides ? offset > other.offset : timestamp > other.timestamp;
    }

    /** Whether it is that of a record. */
    public boolean isKnown() {
        return timestamp > 0;
    }

    /** The earlier of both; of which one is not known, the other. */
    public Version orEarlier(Version other) {
        return !isKnown() || (other.isKnown() && isNewerThan(other)) ? other : this;
    }

    /** Whether both are of the same record, as far as they tell; of any two that are not known, nobody can tell. */
    public boolean isSameAs(Version other) {
        boolean sameLog = log == null || other.log == null || log.equals(other.log);
        return isKnown() && sameLog && timestamp == other.timestamp && offset == other.offset;
    }

    /** This version with the log that its record is in. */
    Version in(Log itsLog) {
        return new Version(timestamp, offset, itsLog);
    }

    @Override
    public String toString() {
        return timestamp + ":" + offset;
    }
}
