package io.wasettings.producer;

import java.io.Serial;

/** There are no keys to seal with, so nothing was submitted. Worth another try. */
public final class SealingKeysUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    SealingKeysUnavailableException(String message) {
        super(message);
    }
}
