package io.wasettings.processor.ops;

/** What is asked for is not possible as things stand; the message says why. */
final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
