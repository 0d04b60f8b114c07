package io.wasettings.service.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Work that is tried again after a pause until it is done, on a thread of its own that keeps nobody waiting. */
public final class UntilDone {

    /** Between two tries. */
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private final String name;
    private final BooleanSupplier work;
    private final Duration pause;
    private volatile @Nullable Thread thread;

    /**
     * Prepares that work.
     *
     * @param name names the thread
     * @param work says whether it is done
     */
    public UntilDone(String name, BooleanSupplier work) {
        this(name, work, PAUSE);
    }

    UntilDone(String name, BooleanSupplier work, Duration pause) {
        this.name = name;
        this.work = work;
        this.pause = pause;
    }

    /** Begins in the background. */
    public void start() {
        begin(Duration.ZERO).start();
    }

    /** Tries it once here and now, and goes on in the background only if it is not done then. */
    public void startHere() {
        Thread background = begin(pause);
        if (!work.getAsBoolean()) {
            background.start();
        }
    }

    /** Stops trying. */
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    /** Whether it was started and not stopped, done or not. */
    public boolean isStarted() {
        return thread != null;
    }

    private Thread begin(Duration before) {
        Thread background = DaemonThreads.named(name).newThread(() -> run(before));
        thread = background;
        return background;
    }

    private void run(Duration before) {
        try {
            TimeUnit.MILLISECONDS.sleep(before.toMillis());
            while (isStarted() && !work.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
