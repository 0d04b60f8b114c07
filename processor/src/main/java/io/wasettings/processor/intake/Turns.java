package io.wasettings.processor.intake;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Partners that could start a task, in turn. None has more than its share of what may run; and where that is less than
 * all, the last quarter of it is for partners of whom little runs, so that a few whose servers are slow leave room for
 * all others. Guarded by {@link Lanes}.
 */
final class Turns {

    /** The part of the concurrency that is kept for partners of whom little runs. */
    private static final int KEPT = 4;
    /** The part of its share up to which little of a partner runs. */
    private static final int LITTLE = 16;

    private final int concurrency;
    private final int perPartner;
    private final int kept;
    private final Set<PartnerLanes> ready = new LinkedHashSet<>();

    Turns(IntakeProperties settings) {
        this.concurrency = settings.concurrency();
        this.perPartner = settings.concurrencyPerPartner();
        this.kept = perPartner < concurrency ? concurrency / KEPT : 0;
    }

    /** Takes its place behind all others, if it could start a task and is not there yet. */
    void queue(PartnerLanes lanes) {
        if (lanes.canStart() && lanes.running() < perPartner) {
            ready.add(lanes);
        }
    }

    /** Has had its turn. */
    void requeue(PartnerLanes lanes) {
        ready.remove(lanes);
        queue(lanes);
    }

    /** Forgets those that have nothing to start any more. */
    void forgetIdle() {
        ready.removeIf(lanes -> !lanes.canStart());
    }

    /**
     * Whose turn it is; null when nobody who is ready may start another one now.
     *
     * @param running how many tasks run
     */
    @Nullable
    PartnerLanes next(int running) {
        int free = concurrency - running;
        int most = free > kept ? perPartner : Math.max(1, perPartner / LITTLE);
        return free <= 0
                ? null
                : ready.stream()
                        .filter(lanes -> lanes.running() < most)
                        .findFirst()
                        .orElse(null);
    }
}
