package io.wasettings.processor.mongo;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a migration at the start, before commands are taken: what was decided must be known by then. A store that is
 * away holds up nothing; then it is run in the background, once the store is there.
 */
public final class StartupMigration implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StartupMigration.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Runnable migration;
    private volatile @Nullable Thread thread;

    /** A migration that may be begun again at any time. */
    public StartupMigration(Runnable migration) {
        this.migration = migration;
    }

    @Override
    public void start() {
        Thread started = new Thread(this::retry, "migration");
        started.setDaemon(true);
        thread = started;
        if (!succeeded()) {
            started.start();
        }
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the intake and everything else. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void retry() {
        try {
            do {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } while (isRunning() && !succeeded());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeded() {
        try {
            migration.run();
            return true;
        } catch (StoreUnavailableException e) {
            LOG.warn("event=not_migrated retry_in={}: the store does not answer", PAUSE);
            return false;
        }
    }
}
