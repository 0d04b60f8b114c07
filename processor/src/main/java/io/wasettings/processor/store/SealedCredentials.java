package io.wasettings.processor.store;

import io.wasettings.processor.token.TokenFacts;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a webhook is called with, as it is stored: {@code Credentials} with every secret sealed. */
public sealed interface SealedCredentials {

    /** One function per kind, so that no kind is forgotten. */
    <T> T fold(Function<SealedBearer, T> bearer, Function<SealedOAuth2, T> oauth2);

    /** JWE of what the partner entrusted, bound to the record key. */
    String secrets();

    /** A static bearer key. */
    record SealedBearer(String secrets) implements SealedCredentials {
        @Override
        public <T> T fold(Function<SealedBearer, T> bearer, Function<SealedOAuth2, T> oauth2) {
            return bearer.apply(this);
        }
    }

    /**
     * A client of an authorization server, and what it granted.
     *
     * @param client who asks for tokens, and where
     * @param token the token in use
     * @param renewAt when the token is to be renewed, or null for never
     */
    record SealedOAuth2(
            OAuth2Client client,
            String secrets,
            StoredToken token,
            @Nullable Instant renewAt) implements SealedCredentials {
        @Override
        public <T> T fold(Function<SealedBearer, T> bearer, Function<SealedOAuth2, T> oauth2) {
            return oauth2.apply(this);
        }
    }

    /**
     * A token, sealed.
     *
     * @param sealed JWE of the access token, bound to the record key
     * @param facts what else is known of it
     * @param chain which chain of refresh tokens it came from, or null
     */
    record StoredToken(
            String sealed, TokenFacts facts, @Nullable String chain) {}

    /** The client, if there is one. */
    default Optional<SealedOAuth2> oauth2() {
        return fold(bearer -> Optional.empty(), Optional::of);
    }
}
