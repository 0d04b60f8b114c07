package io.wasettings.service.startup;

import java.util.function.Supplier;

/** The application cannot start as it is configured. The message says in one line what to do, and quotes no secret. */
public final class MisconfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MisconfigurationException(String message) {
        super(message);
    }

    /**
     * The maker's result, if the settings are valid.
     *
     * @param maker throws {@link IllegalArgumentException} with a message for operators if they are not
     */
    public static <T> T valid(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(String.valueOf(e.getMessage()));
        }
    }
}
