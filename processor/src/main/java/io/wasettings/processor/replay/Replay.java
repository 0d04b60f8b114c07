package io.wasettings.processor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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

    /** Whether it runs, or how it ended. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED;

        /** The name in the store and for operators: lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that exact wire name. */
        static Optional<State> of(@Nullable String wireName) {
            return Arrays.stream(values())
                    .filter(state -> state.wireName().equals(wireName))
                    .findFirst();
        }
    }

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
     * @param state how; not that it runs
     * @param problem why it failed, or null
     */
    public record Ending(State state, Instant at, @Nullable String problem) {}

    /** Whether it runs, or how it ended. */
    public State state() {
        return ending == null ? State.RUNNING : ending.state();
    }

    /** Whether it has ended. */
    public boolean finished() {
        return ending != null;
    }

    /** Whether it has come to its end. */
    public boolean isComplete() {
        return state() == State.COMPLETED;
    }

    /** Commands put onto the retry topic so far. */
    public int sent() {
        return progress.outcomes().sent();
    }

    /** Commands that are to be sent still, if all stand as they did when it was asked for. */
    int unsent() {
        return Math.max(0, progress.matched() - progress.planned() - sent());
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
