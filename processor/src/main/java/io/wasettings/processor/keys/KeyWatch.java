package io.wasettings.processor.keys;

import io.wasettings.common.settings.SecretBox;
import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Watches whether the store needs a key that this process lacks, from the start on. Then the health component
 * {@code keys} is down; what needs no such key goes on, so readiness is not concerned.
 */
final class KeyWatch extends RepeatedWork implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final KeyCensus census;
    private final SecretBox secretBox;
    private volatile @Nullable Map<String, KeyUsage> missing;

    KeyWatch(KeyCensus census, SecretBox secretBox, Duration interval) {
        super("key-watch", Duration.ZERO, interval);
        this.census = census;
        this.secretBox = secretBox;
    }

    /** Documents whose key is missing; not a number until they could be counted. */
    double documentsWithoutKey() {
        Map<String, KeyUsage> latest = missing;
        return latest == null
                ? Double.NaN
                : latest.values().stream().mapToLong(KeyUsage::documents).sum();
    }

    @Override
    protected void work() {
        try {
            Map<String, KeyUsage> now = census.missing(secretBox.keys().openingKids());
            now.forEach((kid, usage) -> LogLine.error(LOG, "key_missing")
                    .with("kid", kid)
                    .with("documents", usage.documents())
                    .with(
                            "hint",
                            "the store holds what was sealed with a key that wa.settings.keys-file lacks; restore it, since"
                                    + " renewals of these settings wait for it")
                    .write());
            missing = now;
        } catch (StoreUnavailableException e) {
            missing = null;
            LogLine.warn(LOG, "keys_not_checked").write();
        } catch (RuntimeException e) {
            missing = null;
            LogLine.error(LOG, "keys_not_checked").becauseQuoting(e).write();
        }
    }

    @Override
    public Health health() {
        Map<String, KeyUsage> latest = missing;
        if (latest == null) {
            return Health.unknown().build();
        }
        return latest.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("missing", latest.keySet()).build();
    }
}
