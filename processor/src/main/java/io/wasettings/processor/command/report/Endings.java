package io.wasettings.processor.command.report;

import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.report.Teller.Standing;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Brings commands to their end: noted, on the dead-letter topic if they failed, told. */
final class Endings {

    private static final Rejected NAME_IS_USED = new Rejected(
            ErrorCode.INVALID,
            List.of(new FieldMessage("", "Its id is the id of another command of the same source; send a new id.")));

    private final Statuses statuses;
    private final Handover handover;
    private final DeadLettering deadLettering;
    private final Teller teller;
    private final CommandMetrics metrics;

    Endings(Statuses statuses, Handover handover, DeadLettering deadLettering, Teller teller, CommandMetrics metrics) {
        this.statuses = statuses;
        this.handover = handover;
        this.deadLettering = deadLettering;
        this.teller = teller;
        this.metrics = metrics;
    }

    /** It came to that status in that step, which is no failure. */
    CompletionStage<Void> reach(Case about, Status status, StepName step) {
        return tell(about, note(about, status, step));
    }

    /** It came to nothing in that step, and is not tried again. */
    CompletionStage<Void> fail(Case about, StepName step, Failed failed) {
        return tell(about, step, note(about, statuses.failed(about.subject(), failed), step));
    }

    /** Tells what stands, be it what this delivery came to or not. */
    CompletionStage<Void> tell(Case about, Standing standing) {
        return tell(about, StepName.REPEATED, standing);
    }

    /** It came under the name of another command; on the dead-letter topic it lies though it is rejected. */
    CompletionStage<Void> refuse(Case about) {
        String place = handover.firstPlace(about.delivery(), about.command().version());
        Status status = statuses.rejected(about.subject(), NAME_IS_USED);
        Standing standing =
                teller.note(about, new ToldStatus(status, about.command().replays(), place), StepName.IDENTITY);
        return deadLettering
                .deadLetter(about.delivery(), about.headers(), StepName.IDENTITY, standing)
                .thenCompose(done -> teller.publish(about, standing));
    }

    private Standing note(Case about, Status status, StepName step) {
        metrics.ended(about.told(status), about.command().version().timestamp());
        return teller.note(about, status, step);
    }

    private CompletionStage<Void> tell(Case about, StepName step, Standing standing) {
        return deadLettering
                .ifFailed(about.delivery(), about.headers(), step, standing)
                .thenCompose(done -> teller.publish(about, standing));
    }
}
