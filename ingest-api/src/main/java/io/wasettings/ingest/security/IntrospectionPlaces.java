package io.wasettings.ingest.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.Places.Taking;
import io.wasettings.service.security.AccessTokens;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds how many tokens are asked about at a time. Each partner with recently active tokens has a share of its own,
 * and all other tokens have one together: neither made-up tokens nor one partner's many tokens keep another partner's
 * from being asked about. Thread-safe.
 */
final class IntrospectionPlaces {

    /** On JDK 17 there are 200 threads for requests, of which health and the published keys need some. */
    private static final int TOTAL = 150;

    static final int SHARE = 64;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String UNKNOWN = "";

    private final Places places = new Places(TOTAL, SHARE);
    /** Partners by the hashes of their tokens. */
    private final Cache<String, String> activeLately = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();

    /** The owner whose place the token takes, until {@link #free}; empty if there is no place. */
    Optional<String> take(String token) {
        String partner = activeLately.getIfPresent(AccessTokens.sha256(token));
        String owner = partner == null ? UNKNOWN : partner;
        return places.take(owner) == Taking.TAKEN ? Optional.of(owner) : Optional.empty();
    }

    void free(String owner) {
        places.free(owner);
    }

    /** Notes that the token was active, and belongs to that partner. */
    void wasActive(String token, String partner) {
        activeLately.put(AccessTokens.sha256(token), partner);
    }

    /** Notes that the token was refused. */
    void wasRefused(String token) {
        activeLately.invalidate(AccessTokens.sha256(token));
    }
}
