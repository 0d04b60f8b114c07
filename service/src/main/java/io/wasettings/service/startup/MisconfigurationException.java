package io.wasettings.service.startup;

/** The application cannot start as it is configured. The message says in one line what to do, and quotes no secret. */
public final class MisconfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MisconfigurationException(String message) {
        super(message);
    }
}
