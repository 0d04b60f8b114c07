package io.wasettings.processor.intake;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a thread was last seen at work. It gives the signs itself; whoever wants to know may ask. */
final class SignsOfLife {

    /**
     * After running out of memory or threads, no sign of life is given for this long. It is far shorter than the health
     * check waits, so that a lasting shortage is seen even if single rounds succeed.
     */
    private static final Duration NO_SIGNS_AFTER_SHORTAGE = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private volatile long last;
    /** No sign counts before that. */
    private long next;

    /** @param nanoTime a monotonic clock: whoever sets the other one must not make the thread look dead or alive */
    SignsOfLife(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The thread starts, whatever was before. */
    void begin() {
        last = nanoTime.getAsLong();
        next = last;
    }

    /** The thread has been at work, be it in vain. */
    void give() {
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            last = now;
        }
    }

    /** The thread has met a shortage of memory or threads. */
    void withholdAfterShortage() {
        next = nanoTime.getAsLong() + NO_SIGNS_AFTER_SHORTAGE.toNanos();
    }

    /** How long ago the last sign was given. */
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - last);
    }
}
