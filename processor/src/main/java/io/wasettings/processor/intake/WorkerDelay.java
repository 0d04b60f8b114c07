package io.wasettings.processor.intake;

import java.time.Duration;

/**
 * The longest time that workers have taken lately to begin a task that they were handed. They notice just as late that
 * a server has answered: while all of them compete for the processor, as just after the start, every server would
 * otherwise look slow. Guarded by {@link Lanes}.
 */
final class WorkerDelay {

    /** Servers that take as long as that, or longer, are slow, if workers are not late. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** How often, roughly, a worker must be scheduled within a command before it sees the answer. */
    private static final int TURNS = 4;

    /** A delay counts for at least this long and at most twice as long. */
    private static final long LATELY = Duration.ofSeconds(5).toNanos();

    private long since;
    private long now;
    private long before;

    /** @param time as of a monotonic clock, as all times here */
    WorkerDelay(long time) {
        this.since = time;
    }

    /** A worker has begun so many nanoseconds after it was asked to. */
    void note(long delay, long time) {
        forget(time);
        now = Math.max(now, delay);
    }

    /** How long a server takes, at the least, that is slow. */
    Duration slow(long time) {
        forget(time);
        return SLOW.plusNanos(TURNS * Math.max(now, before));
    }

    private void forget(long time) {
        long age = time - since;
        if (age >= LATELY) {
            before = age < 2 * LATELY ? now : 0;
            now = 0;
            since = time;
        }
    }
}
