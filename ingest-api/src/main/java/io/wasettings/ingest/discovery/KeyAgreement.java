package io.wasettings.ingest.discovery;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;

/**
 * Whether a processor can open what is sealed here, as far as the store told last. Down while it is known that none
 * can, since each command would then be refused; but not because the store is unavailable, or no processor has used it
 * yet. Looked up now and then, so that no probe waits for the store.
 */
final class KeyAgreement extends RepeatedWork implements HealthIndicator, ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyAgreement.class);

    private final Store store;
    private final String kid;
    private volatile boolean strange;

    /**
     * Knows nothing yet.
     *
     * @param kid the id of the key that seals
     * @param interval between two looks
     */
    KeyAgreement(Store store, String kid, Duration interval) {
        super("key-agreement", interval, interval);
        this.store = store;
        this.kid = kid;
    }

    /** The first look, only then, so that an application that does not start says why and nothing else. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        work();
    }

    @Override
    public Health health() {
        return strange ? Health.down().build() : Health.up().build();
    }

    /** Waits for the store, for as long as a call may take. */
    @Override
    protected void work() {
        strange = store.call(database -> new KeyRegistry(database).kids())
                .handle(this::isStrange)
                .join();
    }

    private boolean isStrange(@Nullable Set<String> kids, @Nullable Throwable failure) {
        if (kids == null) {
            return strange;
        }
        boolean stranger = !kids.isEmpty() && !kids.contains(kid);
        if (stranger && !strange) {
            LogLine.error(LOG, "sealing_key_unknown")
                    .with("kid", kid)
                    .with(
                            "hint",
                            "no processor has the key that secrets are sealed with here, so each command would be refused:"
                                    + " restart the processors with the keys file that has it, or give"
                                    + " wa.settings.keys-file the public parts of theirs")
                    .write();
        }
        return stranger;
    }
}
