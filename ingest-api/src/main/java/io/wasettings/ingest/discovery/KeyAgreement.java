package io.wasettings.ingest.discovery;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.log.LogLine;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;

/**
 * Whether a processor can open what is sealed here, as far as the store tells. Down while it is known that none can,
 * since each command would then be refused; but not because the store is unavailable, or no processor has used it yet.
 */
final class KeyAgreement implements HealthIndicator, ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyAgreement.class);

    private final Store store;
    private final String kid;
    private volatile boolean told;

    /** @param kid the id of the key that seals */
    KeyAgreement(Store store, String kid) {
        this.store = store;
        this.kid = kid;
    }

    /** Looked up only then, so that an application that does not start says why and nothing else. */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var unused = agreed();
    }

    @Override
    public Health health() {
        return agreed().join() ? Health.up().build() : Health.down().build();
    }

    private CompletableFuture<Boolean> agreed() {
        return store.call(database -> new KeyRegistry(database).kids()).handle(this::agreed);
    }

    private boolean agreed(@Nullable Set<String> kids, @Nullable Throwable failure) {
        boolean stranger = kids != null && !kids.isEmpty() && !kids.contains(kid);
        if (stranger && !told) {
            LogLine.error(LOG, "sealing_key_unknown")
                    .with("kid", kid)
                    .with(
                            "hint",
                            "no processor has the key that secrets are sealed with here, so each command would be refused:"
                                    + " restart the processors with the keys file that has it, or give"
                                    + " wa.settings.keys-file the public parts of theirs")
                    .write();
        }
        told = stranger;
        return !stranger;
    }
}
