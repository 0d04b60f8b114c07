package io.wasettings.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Latches that stubs of servers and threads of tests wait for. */
public final class Latches {

    /** Longer than any test lets them wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private Latches() {}

    /**
     * Waits for that latch; an interrupted thread goes on.
     *
     * @throws AssertionError when it does not open
     */
    public static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The latch did not open within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
