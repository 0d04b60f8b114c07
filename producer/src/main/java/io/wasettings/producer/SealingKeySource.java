package io.wasettings.producer;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.SecretBox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The keys to seal secrets with, as the ingest-api publishes them. Thread-safe. */
@FunctionalInterface
public interface SealingKeySource {

    /**
     * What seals now.
     *
     * @throws SealingKeysUnavailableException when there is none to be had
     */
    SecretBox current();

    /**
     * Those at that address, {@code /.well-known/jwks.json} of the ingest-api: fetched when first needed and every five
     * minutes, so that a key that was added is soon used. If they cannot be had, the last ones go on.
     *
     * <p>A fetch takes 5 seconds at most. While there are no keys all callers wait for the same one; later one caller
     * does, and the others go on with the last keys.
     */
    static SealingKeySource at(URI address) {
        return new FetchedKeySource(address, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    /** Always these. */
    static SealingKeySource of(JWKSet keys) {
        SecretBox box = new SecretBox(keys.toPublicJWKSet());
        return () -> box;
    }
}
