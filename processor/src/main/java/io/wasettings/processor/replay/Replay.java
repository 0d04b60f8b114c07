package io.wasettings.processor.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replay stands; the record of who did what, too.
 *
 * @param id its id
 * @param request what was asked
 * @param state {@code running}, {@code completed} or {@code failed}
 * @param matched commands that the filter meant when it began
 * @param sent commands put onto the retry topic so far
 * @param skipped commands whose value had to be left out when they were given up
 * @param requestedAt when it was asked for
 * @param finishedAt when it ended, or null
 * @param problem why it failed, or null
 */
public record Replay(
        String id,
        ReplayRequest request,
        String state,
        int matched,
        int sent,
        int skipped,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    /** Whether it has ended. */
    public boolean finished() {
        return !state.equals(RUNNING);
    }
}
