package io.wasettings.processor.ops;

/** Nobody ever asked for that replay. */
final class NoSuchReplayException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
