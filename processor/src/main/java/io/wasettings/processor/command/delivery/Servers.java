package io.wasettings.processor.command.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How one command finds the servers of its partner; known before the command has ended. Thread-safe. */
public final class Servers {

    /** How a command found the servers of its partner, which is how the next one would most likely find them. */
    public enum Found {
        /** It did not come to ask any, so nobody knows. */
        NOT_ASKED,
        /** They answered, or failed, at once. */
        QUICK,
        /** It waited for them for long. */
        SLOW,
        /** They could not even be asked: they are left alone for a while, or have no connection free. */
        BUSY
    }

    private final LongSupplier nanoTime;
    private boolean asked;
    private boolean waits;
    private boolean busy;
    private long since;
    private long waited;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public Servers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A step begins that asks them. */
    public synchronized void begin() {
        asked = true;
        waits = true;
        since = nanoTime.getAsLong();
    }

    /** It has ended. */
    public synchronized void end() {
        waited += nanoTime.getAsLong() - since;
        waits = false;
    }

    /** They could not even be asked. */
    public synchronized void busy() {
        busy = true;
    }

    /**
     * How it found them so far.
     *
     * @param slow servers that take as long as that, or longer, are slow
     */
    public synchronized Found found(Duration slow) {
        if (busy) {
            return Found.BUSY;
        }
        if (!asked) {
            return Found.NOT_ASKED;
        }
        long total = waits ? waited + nanoTime.getAsLong() - since : waited;
        return total < slow.toNanos() ? Found.QUICK : Found.SLOW;
    }
}
