package io.wasettings.processor.command;

import java.util.function.Function;

/** Where a command stands between two steps: there is {@link Work} left, or it has come to an {@link Outcome}. */
sealed interface Step permits Work, Outcome {

    /** Takes the next step, unless the command has come to its outcome. */
    Step then(Function<Work, Step> next);

    /** The outcome that the last step led to. */
    Outcome outcome();
}
