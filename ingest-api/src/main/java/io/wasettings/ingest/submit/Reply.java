package io.wasettings.ingest.submit;

import io.wasettings.common.status.Status;
import io.wasettings.ingest.result.Result;

/**
 * How a submission is answered.
 *
 * @param outcome how the command stands, or why there is none
 * @param repeated whether it is the outcome of a command that was submitted before, under the same key
 * @param waited whether the request could wait as preferred; false if there was no place to wait
 */
record Reply(Result<Status> outcome, boolean repeated, boolean waited) {

    /** The reply to a submission that is no repetition. */
    static Reply first(Result<Status> outcome) {
        return new Reply(outcome, false, true);
    }

    /** The same to a submission that was sent before: where nothing was accepted, nothing is repeated. */
    Reply asRepetition() {
        boolean isOfCommand = outcome.fold(status -> true, problem -> problem.commandId() != null);
        return new Reply(outcome, isOfCommand, waited);
    }
}
