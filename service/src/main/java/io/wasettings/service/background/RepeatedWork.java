package io.wasettings.service.background;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Work that is repeated on a thread of its own while the application runs. It must not throw: an exception ends it. */
public abstract class RepeatedWork implements SmartLifecycle {

    private final ScheduledExecutorService executor;
    private final Duration first;
    private final Duration pause;
    private volatile boolean running;

    /**
     * @param thread the thread's name
     * @param first delay before the first run
     * @param pause pause between the end of a run and the start of the next
     */
    protected RepeatedWork(String thread, Duration first, Duration pause) {
        this.executor = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(thread));
        this.first = first;
        this.pause = pause;
    }

    /** One run. */
    protected abstract void work();

    @Override
    public void start() {
        running = true;
        var unused =
                executor.scheduleWithFixedDelay(this::work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
