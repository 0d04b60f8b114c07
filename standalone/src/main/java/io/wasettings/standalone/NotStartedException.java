package io.wasettings.standalone;

/** An application did not start, and has said why. */
final class NotStartedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStartedException() {
        super("An application did not start; it has said why");
    }
}
