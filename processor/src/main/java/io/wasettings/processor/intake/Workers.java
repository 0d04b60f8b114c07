package io.wasettings.processor.intake;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** The threads on which commands run. Thread-safe. */
final class Workers {

    /** Pause before another worker is asked for, after no thread could be made. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Executor executor;
    private final LongSupplier nanoTime;
    private volatile long next;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    Workers(Executor executor, LongSupplier nanoTime) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /**
     * Has a worker run that.
     *
     * @throws RejectedExecutionException when the process is stopping
     * @throws OutOfMemoryError when there is no thread to be had
     */
    void run(Runnable action) {
        try {
            executor.execute(action);
        } catch (OutOfMemoryError noThread) {
            next = nanoTime.getAsLong() + PAUSE.toNanos();
            throw noThread;
        }
    }

    /** Whether there was no thread to be had just now. */
    boolean pauses() {
        return nanoTime.getAsLong() - next < 0;
    }
}
