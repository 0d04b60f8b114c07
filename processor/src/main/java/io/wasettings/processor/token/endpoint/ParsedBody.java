package io.wasettings.processor.token.endpoint;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of a 2xx answer, as far as it could be read. */
sealed interface ParsedBody {

    <T> T fold(
            Function<TokenResponse, T> usable,
            Function<Contradiction, T> contradiction,
            Function<Unusable, T> unusable);

    /** A usable answer. */
    record Usable(TokenResponse response) implements ParsedBody {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<Contradiction, T> contradiction,
                Function<Unusable, T> unusable) {
            return usable.apply(response);
        }
    }

    /**
     * An error where a success was announced.
     *
     * @param error the error code, if it is a known one
     * @param bringsAccessToken whether it brings an access token all the same, be it legible or not; false where no
     *     refresh token was presented, as is the next
     * @param bringsRefreshToken whether it brings a refresh token all the same, be it legible or not
     * @param refreshToken that token if it is legible, a secret, or null
     */
    record Contradiction(
            Optional<TokenError> error,
            boolean bringsAccessToken,
            boolean bringsRefreshToken,
            @Nullable String refreshToken)
            implements ParsedBody {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<Contradiction, T> contradiction,
                Function<Unusable, T> unusable) {
            return contradiction.apply(this);
        }

        @Override
        public String toString() {
            return "Contradiction[error=" + error + ", secrets redacted]";
        }
    }

    /**
     * No usable answer.
     *
     * @param problem completes a sentence about the answer
     * @param refreshToken a refresh token that it brings all the same, a secret, or null
     */
    record Unusable(String problem, @Nullable String refreshToken) implements ParsedBody {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<Contradiction, T> contradiction,
                Function<Unusable, T> unusable) {
            return unusable.apply(this);
        }

        @Override
        public String toString() {
            return "Unusable[problem=" + problem + ", secrets redacted]";
        }
    }
}
