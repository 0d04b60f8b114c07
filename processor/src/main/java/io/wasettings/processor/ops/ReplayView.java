package io.wasettings.processor.ops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay as operators see it. In JSON all parts but filter and outcomes are members of one object.
 *
 * @param filter what was meant
 */
record ReplayView(
        String id,
        @JsonUnwrapped Requested requested,
        ReplayOrder filter,
        @JsonUnwrapped Progress progress,
        Outcomes outcomes) {

    /** Who asked for it, when and why. */
    record Requested(
            String requestedBy,
            Instant requestedAt,
            @Nullable String reason,
            int rate) {}

    /** How far it is, and how it ended. */
    record Progress(
            String state,
            int matched,
            int sent,
            int skipped,
            @Nullable Instant finishedAt,
            @Nullable String problem) {}

    static ReplayView of(Replay replay) {
        Replay.Ending ending = replay.ending();
        return new ReplayView(
                replay.id(),
                new Requested(
                        replay.request().requestedBy(),
                        replay.requestedAt(),
                        replay.request().reason(),
                        replay.request().ratePerSecond()),
                ReplayOrder.of(replay.request().selection()),
                new Progress(
                        replay.state(),
                        replay.progress().matched(),
                        replay.sent(),
                        replay.skipped(),
                        ending == null ? null : ending.at(),
                        ending == null ? null : ending.problem()),
                replay.progress().outcomes());
    }
}
