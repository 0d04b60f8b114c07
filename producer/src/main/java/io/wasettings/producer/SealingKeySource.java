package io.wasettings.producer;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.settings.SecretBox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The keys to seal secrets with, as the ingest-api publishes them. Thread-safe. */
@FunctionalInterface
public interface SealingKeySource {

    /**
     * The current keys.
     *
     * @throws SealingKeysUnavailableException if there are none
     */
    SecretBox current();

    /**
     * The keys at that address, {@code /.well-known/jwks.json} of the ingest-api: fetched when first needed and then
     * every five minutes, so that an added key is soon used. If a fetch fails, the last keys remain in use.
     *
     * <p>A fetch takes 5 seconds at most. While there are no keys, all callers wait for the same fetch; later one
     * caller does, and the others go on with the last keys.
     */
    static SealingKeySource at(URI address) {
        return new FetchedKeySource(address, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    /** Always these keys. */
    static SealingKeySource of(JWKSet keys) {
        SecretBox box = new SecretBox(keys.toPublicJWKSet());
        return () -> box;
    }
}
