package io.wasettings.processor.token.endpoint;

import java.util.function.BooleanSupplier;

/**
 * A refresh token that is ours to present for a while.
 *
 * @param refreshToken a secret
 * @param stillOurs whether it may be presented now; asked right before each request, since a process that was paused
 *     may find itself overtaken at any time
 */
public record LentToken(String refreshToken, BooleanSupplier stillOurs) {

    @Override
    public String toString() {
        return "LentToken[secrets redacted]";
    }
}
