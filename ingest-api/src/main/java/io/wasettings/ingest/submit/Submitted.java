package io.wasettings.ingest.submit;

import io.wasettings.common.Status;
import io.wasettings.ingest.result.Result;

/**
 * What a submission came to.
 *
 * @param outcome how the command stands, or why there is none
 * @param repeated whether it is the outcome of a command that was submitted before, under the same key
 * @param waited whether it is told as late as was preferred, or as soon as it was there; false where there was no place
 *     to wait
 */
record Submitted(Result<Status> outcome, boolean repeated, boolean waited) {

    /** What a submission came to that repeats none. */
    static Submitted first(Result<Status> outcome) {
        return new Submitted(outcome, false, true);
    }

    /** The same as a repetition, if it is one. */
    Submitted repeated(boolean isRepeated) {
        return new Submitted(outcome, isRepeated, waited);
    }
}
