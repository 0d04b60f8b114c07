package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Servers.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Lanes that rest for a while before their next task. Each rests a little longer than another one, so that lanes that
 * were held up together do not come back together: that would be a burst, for which everybody else would wait. Guarded
 * by {@link Lanes}.
 */
final class Rests {

    /**
     * A lane whose task could not even ask its server, which many share or which is left alone: the next one would cost
     * as much and most likely come to the same. The longer that lasts the longer are the rests, up to eight seconds.
     */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    private static final int DOUBLINGS = 2;

    /** Longest task time that counts: a slow server's lane rests for up to a tenth of it. */
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    private static final int PART = 10;

    /** Steps over which rests are spread. */
    private static final int SPREAD = 256;

    private final Queue<Rest> rests = new PriorityQueue<>(Comparator.comparingLong(Rest::until));

    /** @param until as of the clock of the lanes */
    record Rest(PartnerLanes lanes, Lane lane, long until) {}

    /**
     * Lets a lane rest if its last task calls for that; says whether it does.
     *
     * @param asked how the task found its servers
     * @param took how long the task took, in nanoseconds
     */
    boolean begin(PartnerLanes lanes, Lane lane, Found asked, long took, long now) {
        if (asked == Found.BUSY) {
            long least = UNASKED.toNanos() << Math.min(lane.restUnasked(), DOUBLINGS);
            rests.add(new Rest(lanes, lane, now + least + spread(lane, least)));
            return true;
        }
        if (asked == Found.SLOW) {
            lane.rest();
            rests.add(new Rest(lanes, lane, now + spread(lane, Math.min(took, SLOWEST.toNanos()) / PART)));
            return true;
        }
        return false;
    }

    private static long spread(Lane lane, long most) {
        return most / SPREAD * (lane.key().hashCode() & (SPREAD - 1));
    }

    /** Takes out the rests that are over by now. */
    List<Rest> end(long now) {
        List<Rest> over = new ArrayList<>();
        for (Rest first = rests.peek(); first != null && first.until() - now <= 0; first = rests.peek()) {
            over.add(rests.remove());
        }
        return over;
    }
}
