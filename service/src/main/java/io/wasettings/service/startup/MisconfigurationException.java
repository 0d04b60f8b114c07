package io.wasettings.service.startup;

import java.util.function.Supplier;

/** The application cannot start as it is configured. The message says in one line what to do, and quotes no secret. */
public final class MisconfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MisconfigurationException(String message) {
        super(message);
    }

    /**
     * What the settings make, when they are as they must be.
     *
     * @param maker throws {@link IllegalArgumentException} with a message for operators when they are not
     */
    public static <T> T valid(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(String.valueOf(e.getMessage()));
        }
    }
}
