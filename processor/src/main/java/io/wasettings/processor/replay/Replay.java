package io.wasettings.processor.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replay stands; the record of who did what, too.
 *
 * @param ending how it ended, or null while it runs
 */
public record Replay(
        String id,
        ReplayRequest request,
        Instant requestedAt,
        Progress progress,
        @Nullable Ending ending) {

    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String CANCELLED = "cancelled";
    static final String FAILED = "failed";

    /**
     * How far it is.
     *
     * @param matched commands that were meant when it was asked for
     * @param planned how many of them were to be left out
     * @param outcomes what became of those that were sent
     */
    public record Progress(int matched, int planned, Outcomes outcomes) {}

    /**
     * How it ended.
     *
     * @param state {@code completed}, {@code cancelled} or {@code failed}
     * @param problem why it failed, or null
     */
    public record Ending(String state, Instant at, @Nullable String problem) {}

    /** {@code running}, or how it ended. */
    public String state() {
        return ending == null ? RUNNING : ending.state();
    }

    /** Whether it has ended. */
    public boolean finished() {
        return ending != null;
    }

    /** Whether it has come to its end. */
    public boolean isComplete() {
        return state().equals(COMPLETED);
    }

    /** Commands put onto the retry topic so far. */
    public int sent() {
        return progress.outcomes().sent();
    }

    /** Commands left out, as far as that is known: once it is completed, all that were not sent. */
    public int skipped() {
        return isComplete()
                ? Math.max(0, progress.matched() - sent())
                : Math.min(progress.planned(), Math.max(0, progress.matched() - sent()));
    }

    /** Whether it ended that long ago. */
    boolean isOlderThan(Duration age, Instant now) {
        return ending != null && ending.at().plus(age).isBefore(now);
    }

    /** The same, with what became of what it sent. */
    Replay with(Outcomes outcomes) {
        return new Replay(
                id, request, requestedAt, new Progress(progress.matched(), progress.planned(), outcomes), ending);
    }
}
