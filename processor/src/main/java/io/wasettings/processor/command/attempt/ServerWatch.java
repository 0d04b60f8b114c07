package io.wasettings.processor.command.attempt;

/** Is told while an attempt waits for its partner's servers. */
public interface ServerWatch {

    /** A step begins that asks them. */
    void begin();

    /** It has ended. */
    void end();
}
