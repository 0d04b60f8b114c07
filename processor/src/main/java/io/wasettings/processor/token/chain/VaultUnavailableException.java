package io.wasettings.processor.token.chain;

/** The vault's store did not answer, or not in time; the same call may succeed later. */
final class VaultUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultUnavailableException(Throwable cause) {
        super("The vault is unavailable", cause);
    }
}
