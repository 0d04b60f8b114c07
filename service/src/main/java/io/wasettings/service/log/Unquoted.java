package io.wasettings.service.log;

import org.jspecify.annotations.Nullable;

/** A fault as its types and places alone: its messages may quote what it was met with. */
final class Unquoted extends Exception {

    private static final long serialVersionUID = 1L;

    /** Causes that are told; a chain of them may come back to its beginning. */
    private static final int MOST_CAUSES = 8;

    Unquoted(Throwable fault) {
        this(fault, MOST_CAUSES);
    }

    private Unquoted(Throwable fault, int causes) {
        super(fault.getClass().getName(), cause(fault, causes));
        setStackTrace(fault.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable fault, int causes) {
        return fault.getCause() == null || causes == 0 ? null : new Unquoted(fault.getCause(), causes - 1);
    }
}
