package io.wasettings.service.startup;

import java.util.concurrent.CountDownLatch;

/**
 * Ends the JVM if its shutdown hangs: hooks may wait for one another, or for memory that there is not.
 *
 * <p>Its thread exists from the start and needs no memory when it acts.
 */
final class ShutdownLimit {

    /** The exit status that shells give for SIGTERM. */
    private static final int TERMINATED = 143;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final long mostMillis;

    private ShutdownLimit(long mostMillis) {
        this.mostMillis = mostMillis;
    }

    /** Lets the shutdown of this JVM take that long at most, in milliseconds. */
    static void install(long mostMillis) {
        ShutdownLimit limit = new ShutdownLimit(mostMillis);
        Thread watching = new Thread(limit::watch, "shutdown-limit");
        watching.setDaemon(true);
        watching.start();
        Runtime.getRuntime().addShutdownHook(new Thread(limit.begun::countDown, "shutdown-begun"));
    }

    private void watch() {
        try {
            begun.await();
            Thread.sleep(mostMillis);
        } catch (InterruptedException e) {
            // Nobody interrupts it; whoever did would want it to end.
            return;
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
