package io.wasettings.processor.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What became of what running replays have sent so far. It is counted again only after so long that counting takes a
 * small part of the time, however many operators look: counting holds up the replay. Thread-safe.
 */
final class Tally {

    /** A count holds that many times as long as it took. */
    private static final int HOLDS = 20;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Function<String, Outcomes> counting;
    private final LongSupplier nanoTime;

    /**
     * @param counting counts for the replay of that id
     * @param nanoTime as {@link System#nanoTime}
     */
    Tally(Function<String, Outcomes> counting, LongSupplier nanoTime) {
        this.counting = counting;
        this.nanoTime = nanoTime;
    }

    /** The count of that replay, or a recent one. */
    Outcomes of(String replay) {
        long now = nanoTime.getAsLong();
        counts.values().removeIf(count -> now - count.until() >= 0);
        return counts.computeIfAbsent(replay, this::count).outcomes();
    }

    private Count count(String replay) {
        long begun = nanoTime.getAsLong();
        Outcomes outcomes = counting.apply(replay);
        long now = nanoTime.getAsLong();
        return new Count(outcomes, now + HOLDS * (now - begun));
    }

    /** @param until when it is over */
    private record Count(Outcomes outcomes, long until) {}
}
