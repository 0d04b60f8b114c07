package io.wasettings.processor.command.attempt;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How one command finds the servers of its partner; known before the command has ended. Thread-safe. */
public final class Servers {

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
    public synchronized Asked asked(Duration slow) {
        if (busy) {
            return Asked.BUSY;
        }
        if (!asked) {
            return Asked.NOBODY;
        }
        long total = waits ? waited + nanoTime.getAsLong() - since : waited;
        return total < slow.toNanos() ? Asked.QUICK : Asked.SLOW;
    }
}
