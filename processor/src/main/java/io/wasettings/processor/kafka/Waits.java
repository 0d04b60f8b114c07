package io.wasettings.processor.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Since when a command has waited untried, by what it waits for, so that none of these times is charged to another. An
 * attempt ends them all; waiting for a server ends waiting for this service, and the other way round.
 *
 * @param forServer since when for a server that is left alone or busy, or null
 * @param forService since when for something of this service's own, or null
 * @param forRoom since when for others to leave it room, or null
 */
public record Waits(
        @Nullable Instant forServer,
        @Nullable Instant forService,
        @Nullable Instant forRoom) {

    /** The waits of a command that was tried, or never put off. */
    public static final Waits NONE = new Waits(null, null, null);

    private static final String DEFERRED_SINCE = "wa_deferred_since";
    private static final String OUTAGE_SINCE = "wa_outage_since";
    private static final String CROWDED_SINCE = "wa_crowded_since";

    /** The waits of a command that waits for a server from that time on, if it did not before. */
    public Waits forServerFrom(Instant time) {
        return new Waits(from(forServer, time), null, null);
    }

    /** The waits of a command that waits for this service from that time on, if it did not before. */
    public Waits forServiceFrom(Instant time) {
        return new Waits(null, from(forService, time), null);
    }

    /** The waits of a command that waits for room from that time on, if it did not before. */
    public Waits forRoomFrom(Instant time) {
        return new Waits(forServer, forService, from(forRoom, time));
    }

    /**
     * The waits of a command that was due, and was taken up only then: time in which no processor ran, or got to it, is
     * none in which it waited for anything else. All the same each pause counts for as long as it was meant to be, and
     * the pauses grow with what counts. So however late its deliveries are, a command comes to its end after as many of
     * them as if none were.
     */
    Waits late(Instant due, Instant taken) {
        // A wait for room lasts until it gets room, so that it contains this.
        if (forRoom != null || !due.isBefore(taken)) {
            return this;
        }
        Duration late = Duration.between(due, taken);
        return new Waits(later(forServer, late), later(forService, late), null);
    }

    /** The waits of a command that got room at that time: until then it waited for nothing else. */
    public Waits taken(Instant time) {
        if (forRoom == null) {
            return this;
        }
        Duration crowded = Duration.between(from(forRoom, time), time);
        return new Waits(later(forServer, crowded), later(forService, crowded), null);
    }

    /** Clocks differ, and what a header says may be made up: none begins in the future, or it would have no end. */
    private static Instant from(@Nullable Instant since, Instant now) {
        return since == null || since.isAfter(now) ? now : since;
    }

    private static @Nullable Instant later(@Nullable Instant since, Duration by) {
        return since == null ? null : since.plus(by);
    }

    static Waits read(Map<String, byte[]> headers) {
        return new Waits(since(headers, DEFERRED_SINCE), since(headers, OUTAGE_SINCE), since(headers, CROWDED_SINCE));
    }

    void write(Headers headers) {
        put(headers, DEFERRED_SINCE, forServer);
        put(headers, OUTAGE_SINCE, forService);
        put(headers, CROWDED_SINCE, forRoom);
    }

    private static @Nullable Instant since(Map<String, byte[]> headers, String name) {
        return HeaderText.number(headers, name).map(Instant::ofEpochMilli).orElse(null);
    }

    private static void put(Headers headers, String name, @Nullable Instant since) {
        headers.remove(name);
        if (since != null) {
            HeaderText.put(headers, name, String.valueOf(since.toEpochMilli()));
        }
    }
}
