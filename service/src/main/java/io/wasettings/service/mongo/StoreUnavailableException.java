package io.wasettings.service.mongo;

/**
 * The store did not answer in time, or refused; the same call may succeed later. Whether a write took place is not
 * known.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether that is why a future failed. */
    public static boolean isReason(Throwable failure) {
        return failure instanceof StoreUnavailableException || failure.getCause() instanceof StoreUnavailableException;
    }

    /** @param message says what happened, without anything of the store's own text */
    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(Throwable cause) {
        super("The store is unavailable", cause);
    }
}
