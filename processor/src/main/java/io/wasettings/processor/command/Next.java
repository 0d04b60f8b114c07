package io.wasettings.processor.command;

/** What the end of one command means for the next one of its key. */
public enum Next {
    /** Nothing speaks against starting it at once. */
    AT_ONCE,
    /** What the command needed could not even be asked; the next one would most likely come to the same. */
    AFTER_A_REST
}
