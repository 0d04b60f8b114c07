package io.wasettings.ingest.rate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * A token bucket for each partner. A bucket that was unused long enough to be full again is forgotten; so are rarely
 * used ones beyond {@value #MAX_BUCKETS} partners. Thread-safe.
 */
public final class RateLimiter {

    private static final int MAX_BUCKETS = 10_000;

    private final String policy;
    private final long requests;
    private final Duration period;
    private final LoadingCache<String, Bucket> buckets;
    private final Counter limited;

    /**
     * @param policy the name of the limit, as clients see it
     * @param requests how many in a period
     */
    RateLimiter(String policy, long requests, Duration period, MeterRegistry metrics) {
        this.policy = policy;
        this.requests = requests;
        this.period = period;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(period)
                .build(partner -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                        .build());
        this.limited = Counter.builder("wa.settings.ingest.limited")
                .description("Requests refused because the partner sent too many")
                .tag("policy", policy)
                .register(metrics);
    }

    /** Takes one request from the partner's bucket, if there is one left. */
    Ration take(String partner) {
        ConsumptionProbe probe = buckets.get(partner).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            limited.increment();
        }
        return new Ration(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** The value of {@code RateLimit-Policy}. */
    String policyField() {
        return "\"" + policy + "\";q=" + requests + ";w=" + wholeSeconds(period);
    }

    /** The value of {@code RateLimit}. */
    String limitField(Ration ration) {
        return "\"" + policy + "\";r=" + ration.remaining() + ";t=" + wholeSeconds(ration.untilFull());
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
