package io.wasettings.processor.token.chain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that a partner gave, and what became of it: each exchange may spend it and bring a successor. Only
 * the newest is ever presented.
 *
 * @param id keyed hash of the token as it was given, together with its partner, client and token endpoint
 * @param newest the newest refresh token, a secret; null before the first exchange
 * @param last what the last successful exchange brought, or null
 * @param inDoubt whether an exchange was begun whose answer was never kept
 */
record RefreshTokenChain(
        String id, @Nullable String newest, @Nullable Exchanged last, boolean inDoubt) {

    /**
     * What an exchange brought.
     *
     * @param requester for which command or renewal
     * @param credentials keyed hash of the credentials it was made with
     * @param accessToken the access token, a secret; null where nothing but the refresh token was usable
     * @param obtainedAt when the request was sent
     * @param expiresAt when the access token expires
     * @param scope the effective scope, or null
     * @param authMethod the client authentication that worked
     */
    record Exchanged(
            String requester,
            String credentials,
            @Nullable String accessToken,
            Instant obtainedAt,
            Instant expiresAt,
            @Nullable String scope,
            AuthMethod authMethod) {

        @Override
        public String toString() {
            return "Exchanged[requester=" + requester + ", secrets redacted]";
        }
    }

    @Override
    public String toString() {
        return "RefreshTokenChain[id=" + id + ", inDoubt=" + inDoubt + ", secrets redacted]";
    }
}
