package io.wasettings.processor.token.chain;

import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenGrant.RefreshToken;
import io.wasettings.processor.token.TokenRequest;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One request for what a refresh token is worth, through all the exchanges that it may take.
 *
 * @param grant the request's grant
 * @param onAuthMethodRefused told each way of client authentication that is refused, before another one is tried
 * @param began since when it asks
 */
record Asking(TokenRequest request, RefreshToken grant, Consumer<AuthMethod> onAuthMethodRefused, Instant began) {

    String partner() {
        return request.client().partner();
    }
}
