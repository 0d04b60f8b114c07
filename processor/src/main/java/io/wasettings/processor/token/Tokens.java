package io.wasettings.processor.token;

import java.util.function.Consumer;

/**
 * Gets tokens from partners' token endpoints. Thread-safe; calls block for as long as the limits of the client allow.
 */
public interface Tokens {

    /**
     * Gets a token.
     *
     * @param onAuthMethodRefused told each way of client authentication that is refused on the way, before another one
     *     is tried; it throws nothing, since a refresh token may be set aside for this meanwhile
     */
    TokenResult fetch(TokenRequest request, Consumer<AuthMethod> onAuthMethodRefused);
}
