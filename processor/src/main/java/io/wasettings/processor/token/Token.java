package io.wasettings.processor.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that a partner's token endpoint granted.
 *
 * @param accessToken the access token, a secret
 * @param obtainedAt when the request for it was sent
 * @param expiresAt when it expires, counted from before the request was sent
 * @param scope the effective scope, space-separated, or null when unknown
 * @param authMethod the client authentication that worked
 * @param refreshToken the newest refresh token, a secret, or null with {@code client_credentials}
 * @param lineage which chain of refresh tokens it came from, or null with {@code client_credentials}
 */
public record Token(
        String accessToken,
        Instant obtainedAt,
        Instant expiresAt,
        @Nullable String scope,
        AuthMethod authMethod,
        @Nullable String refreshToken,
        @Nullable String lineage) {

    Token with(String newestRefreshToken, String chain) {
        return new Token(accessToken, obtainedAt, expiresAt, scope, authMethod, newestRefreshToken, chain);
    }

    Token withoutRefreshToken() {
        return new Token(accessToken, obtainedAt, expiresAt, scope, authMethod, null, null);
    }

    @Override
    public String toString() {
        return "Token[obtainedAt=" + obtainedAt + ", expiresAt=" + expiresAt + ", authMethod=" + authMethod
                + ", secrets redacted]";
    }
}
