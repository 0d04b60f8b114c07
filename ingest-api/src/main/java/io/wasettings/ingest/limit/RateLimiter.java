package io.wasettings.ingest.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket for each partner. A bucket that was left alone long enough to be full again is forgotten; so is,
 * beyond {@value #MAX_BUCKETS} partners, one that is rarely used. Thread-safe.
 */
public final class RateLimiter {

    private static final int MAX_BUCKETS = 10_000;

    private final LoadingCache<String, Bucket> buckets;

    private final Counter limited;

    RateLimiter(long requests, Duration period, MeterRegistry metrics) {
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(period)
                .build(partner -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                        .build());
        this.limited = Counter.builder("wa.settings.ingest.limited")
                .description("Requests refused because the partner sent too many")
                .register(metrics);
    }

    /** Takes one request of the partner's; if there is none left, how long until there is one. */
    Optional<Duration> take(String partner) {
        ConsumptionProbe probe = buckets.get(partner).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        limited.increment();
        return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
