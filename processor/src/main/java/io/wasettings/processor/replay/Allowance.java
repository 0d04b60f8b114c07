package io.wasettings.processor.replay;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * How many commands a replay may send, by its rate and its limit: what goes out within a fifth of a second travels
 * together. For one thread.
 */
final class Allowance {

    /** How often a second, at least, a replay checks whether to go on. */
    private static final int PER_SECOND = 5;

    private static final int MOST_AT_ONCE = 500;

    private final int rate;
    private final LongConsumer pause;
    private long left;
    private long due = System.nanoTime();

    /**
     * @param rate commands a second
     * @param most commands in all
     * @param pause waits for so many nanoseconds, not at all for less than one, or until the thread is interrupted
     */
    Allowance(int rate, long most, LongConsumer pause) {
        this.rate = rate;
        this.left = most;
        this.pause = pause;
    }

    /** How many may go out together. */
    int atOnce() {
        return Math.min(MOST_AT_ONCE, Math.max(1, rate / PER_SECOND));
    }

    /** How many may go out still. */
    long left() {
        return left;
    }

    /** Waits until more may go out. */
    void await() {
        long now = System.nanoTime();
        pause.accept(due - now);
        due = Math.max(due, now);
    }

    /** Notes that so many go out now. */
    void sent(int commands) {
        left -= commands;
        due += commands * TimeUnit.SECONDS.toNanos(1) / rate;
    }
}
