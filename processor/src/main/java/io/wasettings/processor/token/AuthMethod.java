package io.wasettings.processor.token;

import java.util.Locale;
import java.util.Optional;

/** How a client authenticates to a token endpoint, in the order in which the methods are tried. */
public enum AuthMethod {
    /** {@code client_secret_basic} with id and secret form-encoded first, as RFC 6749 section 2.3.1 says. */
    CLIENT_SECRET_BASIC,
    /** {@code client_secret_basic} with id and secret as they are, as many servers expect it. */
    CLIENT_SECRET_BASIC_RAW,
    /** {@code client_secret_post}: id and secret in the body. */
    CLIENT_SECRET_POST;

    /** The name as stored: lower case. */
    public String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The method of that stored name. */
    public static Optional<AuthMethod> of(String storedName) {
        for (AuthMethod method : values()) {
            if (method.storedName().equals(storedName)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
