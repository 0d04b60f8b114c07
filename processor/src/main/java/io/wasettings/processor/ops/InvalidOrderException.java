package io.wasettings.processor.ops;

/** What an operator asks for cannot be done as it was asked; the message says what to correct. */
final class InvalidOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidOrderException(String message) {
        super(message);
    }
}
