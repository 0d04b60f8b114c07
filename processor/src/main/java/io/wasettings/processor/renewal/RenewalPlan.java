package io.wasettings.processor.renewal;

import io.wasettings.processor.token.TokenFacts;
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

    /** When that token is to be renewed; empty when renewal is switched off. */
    public Optional<Instant> renewAt(TokenFacts token) {
        return properties.enabled() ? Optional.of(next(token)) : Optional.empty();
    }

    Instant next(TokenFacts token) {
        Duration lifetime = Duration.between(token.obtainedAt(), token.expiresAt());
        double part = properties.after() * (1 - properties.jitter() * random.nextDouble());
        Duration planned = Duration.ofMillis(Math.round(lifetime.toMillis() * part));
        return token.obtainedAt().plus(planned.compareTo(properties.floor()) < 0 ? properties.floor() : planned);
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
        return Optional.of(after(pause, retryAfter, now));
    }

    /**
     * When a renewal is tried again whose endpoint was not asked.
     *
     * @param retryAfter for how long asking it would be in vain, or null
     */
    Instant afterDeferral(@Nullable Duration retryAfter, Instant now) {
        return after(properties.firstBackoff(), retryAfter, now);
    }

    private Instant after(Duration pause, @Nullable Duration retryAfter, Instant now) {
        Duration wanted = retryAfter != null && pause.compareTo(retryAfter) < 0 ? retryAfter : pause;
        Duration longest = properties.longestBackoff();
        Duration bounded = wanted.compareTo(longest) > 0 ? longest : wanted;
        return now.plus(bounded).plusMillis(Math.round(bounded.toMillis() * properties.jitter() * random.nextDouble()));
    }
}
