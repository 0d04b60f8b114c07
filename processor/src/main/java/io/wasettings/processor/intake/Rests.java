package io.wasettings.processor.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Lanes that rest, because what their last task needed was not even asked: a server that many share is busy, or left
 * alone. The next task would cost as much and most likely come to the same. The longer that lasts the longer they rest,
 * each a little longer or shorter than another one, so that they do not all come back together. Guarded by
 * {@link Lanes}.
 */
final class Rests {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    /** As often as the rest doubles: up to four seconds. */
    private static final int DOUBLINGS = 3;
    /** A rest is up to half as long again. */
    private static final int SPREAD = 512;

    private final Queue<Rest> rests = new PriorityQueue<>(Comparator.comparingLong(Rest::until));

    /** @param until as of the clock of the lanes */
    record Rest(PartnerLanes lanes, Lane lane, long until) {}

    void begin(PartnerLanes lanes, Lane lane, long now) {
        long length = SHORTEST.toNanos() << Math.min(lane.rest(), DOUBLINGS);
        long spread = length / SPREAD * (lane.key().hashCode() & (SPREAD / 2 - 1));
        rests.add(new Rest(lanes, lane, now + length + spread));
    }

    /** Those that are over by now; from now on they are none any more. */
    List<Rest> end(long now) {
        List<Rest> over = new ArrayList<>();
        for (Rest first = rests.peek(); first != null && first.until() - now <= 0; first = rests.peek()) {
            over.add(rests.remove());
        }
        return over;
    }

    /** All of them; from now on they are none any more. */
    List<Rest> endAll() {
        List<Rest> all = List.copyOf(rests);
        rests.clear();
        return all;
    }
}
