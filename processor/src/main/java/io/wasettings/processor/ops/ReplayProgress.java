package io.wasettings.processor.ops;

import io.wasettings.processor.replay.Replay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replay stands.
 *
 * @param id its id
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param requestedBy who asked for it
 * @param requestedAt when
 * @param matched commands that the filter meant when it began
 * @param sent commands put onto the retry topic so far
 * @param skipped commands whose value had to be left out when they were given up
 * @param finishedAt when it ended, or null
 * @param problem why it failed, or null
 */
record ReplayProgress(
        String id,
        String state,
        String requestedBy,
        Instant requestedAt,
        int matched,
        int sent,
        int skipped,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    static ReplayProgress of(Replay replay) {
        return new ReplayProgress(
                replay.id(),
                replay.state(),
                replay.request().requestedBy(),
                replay.requestedAt(),
                replay.matched(),
                replay.sent(),
                replay.skipped(),
                replay.finishedAt(),
                replay.problem());
    }
}
