package io.wasettings.ingest.submit;

import io.wasettings.common.Status;
import io.wasettings.ingest.result.Result;

/**
 * What a submission came to.
 *
 * @param outcome how the command stands, or why there is none
 * @param repeated whether it is the outcome of a command that was submitted before, under the same key
 */
record Submitted(Result<Status> outcome, boolean repeated) {

    /** What a submission came to that repeats none. */
    static Submitted first(Result<Status> outcome) {
        return new Submitted(outcome, false);
    }
}
