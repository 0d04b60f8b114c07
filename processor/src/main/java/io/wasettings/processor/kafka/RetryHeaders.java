package io.wasettings.processor.kafka;

import io.wasettings.processor.kafka.Version.Log;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What a command carries on the retry topics and on the dead-letter topic beside its own headers. Always written anew,
 * so it never grows; read like any other input, and on the retry topics only.
 *
 * @param attempts how often the command was tried so far
 * @param version where the command first appeared
 * @param due when the next attempt is due
 * @param replays how often operators have replayed the command
 * @param waits since when it has waited untried
 */
public record RetryHeaders(int attempts, Version version, Instant due, int replays, Waits waits) {

    /** In place of headers that cannot be read: of the oldest version of all, with which a replay replaces nothing. */
    public static final RetryHeaders OLDEST = new RetryHeaders(0, Version.UNKNOWN, Instant.EPOCH, 0);

    private static final String ATTEMPTS = "wa_attempts";
    private static final String VERSION = "wa_version";
    /** In a header of its own, and optional, so that builds before and after read each other's records. */
    private static final String VERSION_LOG = "wa_version_log";

    private static final String DUE = "wa_due";
    private static final String REPLAYS = "wa_replays";

    /** Far above any sane configuration; what is beyond was not written by a processor. */
    private static final int MOST_ATTEMPTS = 1000;
    /** Operators and their scripts may replay one command day and night, and statuses tell nine digits. */
    private static final int MOST_REPLAYS = 999_999_999;

    /** Headers of a command that does not wait untried. */
    public RetryHeaders(int attempts, Version version, Instant due, int replays) {
        this(attempts, version, due, replays, Waits.NONE);
    }

    /** Reads the headers; empty when one is missing, malformed or out of bounds. */
    public static Optional<RetryHeaders> read(Map<String, byte[]> headers) {
        return attempts(headers).isPresent()
                        && replays(headers).isPresent()
                        && HeaderText.number(headers, DUE).isPresent()
                        && version(headers).isPresent()
                ? Optional.of(readable(headers))
                : Optional.empty();
    }

    /** What can be read of the headers; the rest is that of {@link #OLDEST}. */
    public static RetryHeaders readable(Map<String, byte[]> headers) {
        return new RetryHeaders(
                attempts(headers).orElse(OLDEST.attempts),
                version(headers).orElse(OLDEST.version),
                HeaderText.number(headers, DUE).map(Instant::ofEpochMilli).orElse(OLDEST.due),
                replays(headers).orElse(OLDEST.replays),
                Waits.read(headers));
    }

    /** These headers for a command that first appeared there. */
    public RetryHeaders of(Version firstSeen) {
        return new RetryHeaders(attempts, firstSeen, due, replays, waits);
    }

    /** These headers for a command that is not tried until that time, with its waits by now. */
    public RetryHeaders waiting(Instant until, Waits waiting) {
        return new RetryHeaders(attempts, version, until, replays, waiting);
    }

    /** Since when the command has waited untried, if it is taken up at that time. */
    public Waits waitsAt(Instant time) {
        return waits.late(due, time);
    }

    /** Writes these headers in place of older ones. */
    public void write(Headers headers) {
        HeaderText.put(headers, ATTEMPTS, String.valueOf(attempts));
        HeaderText.put(headers, VERSION, version.toString());
        headers.remove(VERSION_LOG);
        if (version.log() != null) {
            HeaderText.put(headers, VERSION_LOG, version.log().toString());
        }
        HeaderText.put(headers, DUE, String.valueOf(due.toEpochMilli()));
        HeaderText.put(headers, REPLAYS, String.valueOf(replays));
        waits.write(headers);
    }

    private static Optional<Version> version(Map<String, byte[]> headers) {
        Optional<Version> version = Version.parse(HeaderText.read(headers, VERSION));
        String log = HeaderText.read(headers, VERSION_LOG);
        return log == null ? version : version.flatMap(read -> Log.parse(log).map(read::in));
    }

    private static Optional<Integer> attempts(Map<String, byte[]> headers) {
        return count(headers, ATTEMPTS, MOST_ATTEMPTS);
    }

    private static Optional<Integer> replays(Map<String, byte[]> headers) {
        return count(headers, REPLAYS, MOST_REPLAYS);
    }

    private static Optional<Integer> count(Map<String, byte[]> headers, String name, int most) {
        return HeaderText.number(headers, name).filter(count -> count <= most).map(Long::intValue);
    }
}
