package io.wasettings.processor.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A number of calls that may be under way at a time, given out in turn. Thread-safe. */
final class Share {

    private final int limit;
    private final Semaphore free;
    /** Callers that are in it or wait for it; guarded by the map that holds the share. */
    private int users;

    /** When it became full, or when a call ended since. */
    private volatile long lastMove = System.nanoTime();
    /** How long a call takes, averaged over the last few; racing updates may lose one. */
    private volatile long usual;

    Share(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit, true);
    }

    void join() {
        users++;
    }

    /** Whether anybody is left. */
    boolean part() {
        users--;
        return users > 0;
    }

    /**
     * Enters, waiting for that long at the most and not at all if it would be in vain.
     *
     * @return empty if the caller is in; else how long it would have to wait, as far as one can tell
     */
    Optional<Duration> enter(Duration patience) {
        // With a time-out, if of zero: without one it would overtake those who wait.
        if (acquire(Duration.ZERO)) {
            if (free.availablePermits() == 0) {
                lastMove = System.nanoTime();
            }
            return Optional.empty();
        }
        Duration expected = expectedWait();
        return expected.compareTo(patience) <= 0 && acquire(patience) ? Optional.empty() : Optional.of(expected);
    }

    /** @param started when the call began, as of {@link System#nanoTime} */
    void leave(long started) {
        long now = System.nanoTime();
        usual = usual == 0 ? now - started : (usual * 7 + (now - started)) / 8;
        lastMove = now;
        free.release();
    }

    /** Until all who wait have had their turn; while nothing ends, calls take at least as long as that lasts. */
    private Duration expectedWait() {
        long each = Math.max(usual, System.nanoTime() - lastMove);
        return Duration.ofNanos(each / limit * (free.getQueueLength() + 1L));
    }

    private boolean acquire(Duration patience) {
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
