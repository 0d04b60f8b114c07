package io.wasettings.processor.replay;

/** Why a command that is meant is not replayed. */
public enum Skip {
    NOT_FAILED("it does not stand as failed"),
    PARKED("it is parked"),
    NO_VALUE("its value is not on the dead-letter topic"),
    TOO_LARGE("it is larger than any command"),
    IN_ANOTHER_REPLAY("another replay has it under way");

    private final String reason;

    Skip(String reason) {
        this.reason = reason;
    }

    /** The reason, for people. */
    public String reason() {
        return reason;
    }
}
