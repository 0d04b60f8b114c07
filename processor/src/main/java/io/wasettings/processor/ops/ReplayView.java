package io.wasettings.processor.ops;

import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay as operators see it.
 *
 * @param rate commands a second
 * @param filter which commands were meant
 */
record ReplayView(
        String id,
        String requestedBy,
        Instant requestedAt,
        @Nullable String reason,
        int rate,
        ReplayOrder filter,
        String state,
        int matched,
        int sent,
        int skipped,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        Outcomes outcomes) {

    static ReplayView of(Replay replay) {
        ReplayRequest request = replay.request();
        Replay.Ending ending = replay.ending();
        return new ReplayView(
                replay.id(),
                request.requestedBy(),
                replay.requestedAt(),
                request.reason(),
                request.ratePerSecond(),
                ReplayOrder.of(request.selection()),
                replay.state(),
                replay.progress().matched(),
                replay.sent(),
                replay.skipped(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.problem(),
                replay.progress().outcomes());
    }
}
