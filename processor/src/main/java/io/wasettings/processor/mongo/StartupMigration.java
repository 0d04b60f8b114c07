package io.wasettings.processor.mongo;

import io.wasettings.service.background.UntilDone;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a migration at the start, before commands are taken: what was decided must be known by then. A store that is
 * away holds up nothing; then it is run in the background, once the store is there.
 */
public final class StartupMigration implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StartupMigration.class);

    private final Runnable migration;
    private final UntilDone attempts = new UntilDone("migration", this::succeeded);

    /** A migration that may be begun again at any time. */
    public StartupMigration(Runnable migration) {
        this.migration = migration;
    }

    @Override
    public void start() {
        attempts.startHere();
    }

    @Override
    public void stop() {
        attempts.stop();
    }

    @Override
    public boolean isRunning() {
        return attempts.isStarted();
    }

    /** Before the intake and everything else. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private boolean succeeded() {
        try {
            migration.run();
            return true;
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "not_migrated")
                    .with("retry_in_ms", UntilDone.PAUSE.toMillis())
                    .with("cause", "the store does not answer")
                    .write();
            return false;
        } catch (RuntimeException bug) {
            // Commands that came before the upgrade may be carried out once more; nobody is served by no start at all.
            LogLine.error(LOG, "not_migrated")
                    .with("retry_in_ms", UntilDone.PAUSE.toMillis())
                    .becauseQuoting(bug)
                    .write();
            return false;
        }
    }
}
