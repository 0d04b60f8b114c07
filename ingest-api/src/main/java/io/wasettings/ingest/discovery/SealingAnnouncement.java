package io.wasettings.ingest.discovery;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces in the store, at the start and every ten minutes, which key secrets are sealed with here. An operator who
 * removes that key is warned: later commands could not be opened.
 */
final class SealingAnnouncement extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(SealingAnnouncement.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Store store;
    private final String kid;
    private final Clock clock;
    private volatile boolean told;

    /** @param kid the id of the key that seals */
    SealingAnnouncement(Store store, String kid, Clock clock) {
        super("sealing-announcement", Duration.ZERO, INTERVAL);
        this.store = store;
        this.kid = kid;
        this.clock = clock;
    }

    @Override
    protected void work() {
        CompletableFuture<?> unused = store.call(database -> announced(new KeyRegistry(database)));
    }

    private boolean announced(KeyRegistry registry) {
        try {
            return registry.announceSealing(kid, clock.instant());
        } catch (StoreUnavailableException e) {
            if (!told) {
                LogLine.warn(LOG, "sealing_key_not_announced")
                        .with("kid", kid)
                        .with(
                                "hint",
                                "the store is away, or does not let the ingest-api update sealing_keys; meanwhile"
                                        + " \"keys remove\" does not know that secrets are sealed with this key here")
                        .write();
            }
            told = true;
            return false;
        }
    }
}
