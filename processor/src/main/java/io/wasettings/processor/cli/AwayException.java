package io.wasettings.processor.cli;

/** The store or the broker does not answer, or refuses; the message says which, where, and what to check. */
final class AwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
