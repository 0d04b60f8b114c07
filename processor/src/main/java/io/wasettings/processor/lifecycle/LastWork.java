package io.wasettings.processor.lifecycle;

import org.springframework.context.SmartLifecycle;

/** Work that is done at the stop, when whatever made it has stopped, and before what it needs is closed. */
public final class LastWork implements SmartLifecycle {

    private final Runnable work;
    private volatile boolean running;

    /** @param work done once; it takes no longer than a phase of the shutdown may */
    public LastWork(Runnable work) {
        this.work = work;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        work.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After all that has no phase of its own, and before the web server, which may wait for slow clients. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
