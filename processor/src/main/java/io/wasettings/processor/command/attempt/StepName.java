package io.wasettings.processor.command.attempt;

import io.wasettings.common.text.WireNames;

/**
 * Where an attempt ended: at one of its steps, or, if it reached none, for the reason that is named in place of a step.
 */
public enum StepName {
    UNSEAL,
    VALIDATE,
    URL,
    STALE,
    TOKEN,
    PROBE,
    SETTLED,
    SAVE,

    /** The record could not be read. */
    READ,
    /** The command's name is another command's. */
    IDENTITY,
    /** It could not be put off. */
    WAIT,
    /** The store did not answer. */
    STORE,
    /** A fault of this service's own. */
    INTERNAL,
    /** What stands is not what this delivery came to. */
    REPEATED;

    private final String wireName = WireNames.of(this);

    /** The name that is stored, told and asked for: lower case. */
    public String wireName() {
        return wireName;
    }
}
