package io.wasettings.processor.store;

/** The store did not answer, or not in time; the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(Throwable cause) {
        super("The store is unavailable", cause);
    }
}
