package io.wasettings.processor.token;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** By which grant of RFC 6749 a token is asked for. */
public sealed interface TokenGrant {

    <T> T fold(Supplier<T> clientCredentials, Function<RefreshToken, T> refreshToken);

    /** By the client's own credentials (section 4.4). */
    record ClientCredentials() implements TokenGrant {
        @Override
        public <T> T fold(Supplier<T> clientCredentials, Function<RefreshToken, T> refreshToken) {
            return clientCredentials.get();
        }
    }

    /**
     * By a refresh token (section 6), or its successor if it was exchanged before.
     *
     * @param given the refresh token as the partner gave it, a secret
     * @param chain the chain that it belongs to, if that is known, or null
     */
    record RefreshToken(String given, @Nullable String chain) implements TokenGrant {
        @Override
        public <T> T fold(Supplier<T> clientCredentials, Function<RefreshToken, T> refreshToken) {
            return refreshToken.apply(this);
        }

        @Override
        public String toString() {
            return "RefreshToken[chain=" + chain + ", secrets redacted]";
        }
    }
}
