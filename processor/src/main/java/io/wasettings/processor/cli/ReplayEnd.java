package io.wasettings.processor.cli;

import io.wasettings.processor.lifecycle.Pause;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.Replays;
import java.time.Duration;

/** Waits for the end of a replay that this process runs. A broker that dies meanwhile is noticed by the standstill. */
final class ReplayEnd {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STANDSTILL = Duration.ofSeconds(3);

    private final Replays replays;
    private final Runnable requireBroker;

    /** @param requireBroker throws {@link AwayException} when the broker does not answer */
    ReplayEnd(Replays replays, Runnable requireBroker) {
        this.replays = replays;
        this.requireBroker = requireBroker;
    }

    /**
     * Its end; or how it stands, when this process runs it no more.
     *
     * @throws AwayException when nothing moves because the broker does not answer
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer
     */
    Replay await(Replay begun) {
        Replay replay = begun;
        long movedAt = System.nanoTime();
        boolean here = true;
        while (here && !replay.finished()) {
            if (!Pause.take(LOOK_EVERY)) {
                throw new IllegalStateException("Interrupted while a replay runs");
            }
            // Asked before the record is: whoever ends a replay puts that on record first.
            here = replays.isUnderWayHere(begun.id());
            Replay now = replays.find(begun.id()).orElseThrow();
            if (now.sent() != replay.sent()) {
                movedAt = System.nanoTime();
            } else if (!now.finished() && (!here || System.nanoTime() - movedAt > STANDSTILL.toNanos())) {
                requireBroker.run();
                movedAt = System.nanoTime();
            }
            replay = now;
        }
        return replay;
    }
}
