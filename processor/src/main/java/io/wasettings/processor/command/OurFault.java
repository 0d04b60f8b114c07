package io.wasettings.processor.command;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outcomes of commands for which this service itself is the reason, whether they were attempted or not. */
final class OurFault {

    private static final Logger LOG = LoggerFactory.getLogger(OurFault.class);

    private OurFault() {}

    /** What was thrown: the store did not answer, or else it is a bug. */
    static Attempted of(RuntimeException thrown) {
        return thrown instanceof StoreUnavailableException ? storeUnavailable() : unexpected(thrown);
    }

    /**
     * A bug, here or in what the attempt uses: an attempt that failed, so that the command comes to an end and stops
     * nothing else.
     */
    private static Attempted unexpected(RuntimeException bug) {
        LogLine.error(LOG, "attempt_failed_unexpectedly").because(bug).write();
        return internal("An unexpected error occurred; operators have been told.");
    }

    /** Counts as no attempt until it has lasted for too long. */
    private static Attempted storeUnavailable() {
        return new Attempted(StepName.STORE, Deferred.forService(ours("The settings store did not answer.")));
    }

    /** Of an attempt that was abandoned because it did not end. */
    static Attempted abandoned() {
        return internal("The attempt did not come to an end.");
    }

    /**
     * Of an attempt that broke off, most likely for lack of memory or threads; it counts as none until that has lasted
     * for too long.
     */
    static Attempted brokenOff() {
        return new Attempted(StepName.INTERNAL, Deferred.forService(ours("The attempt broke off.")));
    }

    /** Of a command that no retry topic takes. */
    static Attempted tooLargeToWait() {
        String problem = "The command is too large to wait for its turn.";
        return new Attempted(StepName.WAIT, new Failed(ErrorCode.NOT_SAVED, List.of(new FieldMessage("", problem))));
    }

    private static Attempted internal(String problem) {
        return new Attempted(StepName.INTERNAL, ours(problem));
    }

    private static Unavailable ours(String problem) {
        return new Unavailable(ErrorCode.NOT_SAVED, List.of(new FieldMessage("", problem)), null);
    }
}
