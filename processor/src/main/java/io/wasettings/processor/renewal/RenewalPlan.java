package io.wasettings.processor.renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Says when a token is renewed. */
public final class RenewalPlan {

    private final RenewalProperties properties;
    private final RandomGenerator random;

    public RenewalPlan(RenewalProperties properties, RandomGenerator random) {
        this.properties = properties;
        this.random = random;
    }

    /** When a token with that life is to be renewed; empty when renewal is switched off. */
    public Optional<Instant> renewAt(Instant obtainedAt, Instant expiresAt) {
        return properties.enabled() ? Optional.of(next(obtainedAt, expiresAt)) : Optional.empty();
    }

    Instant next(Instant obtainedAt, Instant expiresAt) {
        Duration lifetime = Duration.between(obtainedAt, expiresAt);
        double part = properties.after() * (1 - properties.jitter() * random.nextDouble());
        Duration planned = Duration.ofMillis(Math.round(lifetime.toMillis() * part));
        return obtainedAt.plus(planned.compareTo(properties.floor()) < 0 ? properties.floor() : planned);
    }

    /**
     * When a renewal is tried again after so many failures in a row; empty when it is not.
     *
     * @param retryAfter the least delay that the token endpoint asked for, or null
     */
    Optional<Instant> afterFailure(int failures, @Nullable Duration retryAfter, Instant now) {
        if (failures >= properties.maxFailures()) {
            return Optional.empty();
        }
        Duration pause = properties.firstBackoff();
        for (int i = 1; i < failures && pause.compareTo(properties.longestBackoff()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        if (retryAfter != null && pause.compareTo(retryAfter) < 0) {
            pause = retryAfter;
        }
        Duration bounded = pause.compareTo(properties.longestBackoff()) > 0 ? properties.longestBackoff() : pause;
        return Optional.of(now.plus(bounded)
                .plusMillis(Math.round(bounded.toMillis() * properties.jitter() * random.nextDouble())));
    }
}
