package io.wasettings.processor.ops;

/** What is asked for is not there; the message says so in a sentence. */
final class NotThereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotThereException(String message) {
        super(message);
    }
}
