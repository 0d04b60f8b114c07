package io.wasettings.processor.command.attempt;

/** How a command found the servers of its partner, which is how the next one would most likely find them. */
public enum Asked {
    /** It did not come to ask any, so nobody knows. */
    NOBODY,
    /** They answered, or failed, at once. */
    QUICK,
    /** It waited for them for long. */
    SLOW,
    /** They could not even be asked: they are left alone for a while, or have no connection free. */
    BUSY
}
