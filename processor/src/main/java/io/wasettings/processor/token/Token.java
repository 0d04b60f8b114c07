package io.wasettings.processor.token;

import org.jspecify.annotations.Nullable;

/**
 * What a partner's token endpoint granted.
 *
 * @param accessToken the access token, a secret: 1..16384 visible ASCII characters
 * @param refreshToken the refresh token to present next, a secret, or null if there is none
 * @param facts what else is known of it
 * @param chain the chain of refresh tokens that it came from, or null with {@code client_credentials}
 */
public record Token(
        String accessToken,
        @Nullable String refreshToken,
        TokenFacts facts,
        @Nullable String chain) {

    /** This token as a link of a chain, with the newest refresh token of that chain. */
    public Token in(String ofChain, String newestRefreshToken) {
        return new Token(accessToken, newestRefreshToken, facts, ofChain);
    }

    /** This token without the refresh token that came along. */
    public Token alone() {
        return new Token(accessToken, null, facts, null);
    }

    @Override
    public String toString() {
        return "Token[facts=" + facts + ", secrets redacted]";
    }
}
