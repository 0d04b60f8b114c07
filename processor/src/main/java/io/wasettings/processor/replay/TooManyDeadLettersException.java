package io.wasettings.processor.replay;

/** More dead letters match than one listing may hold. The message says how to narrow the filter. */
public final class TooManyDeadLettersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    TooManyDeadLettersException(int most) {
        this.advice = "More than " + most + " commands match; narrow the filter, for example by since and until.";
    }

    @Override
    public String getMessage() {
        return advice;
    }
}
