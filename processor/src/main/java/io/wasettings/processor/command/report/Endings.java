package io.wasettings.processor.command.report;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.report.Teller.Standing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings commands to their end: noted, on the dead-letter topic if they failed, told. */
final class Endings {

    private final Statuses statuses;
    private final DeadLettering deadLettering;
    private final Teller teller;
    private final CommandMetrics metrics;

    Endings(Statuses statuses, DeadLettering deadLettering, Teller teller, CommandMetrics metrics) {
        this.statuses = statuses;
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

    private Standing note(Case about, Status status, StepName step) {
        metrics.ended(about.told(status), about.command().version().timestamp());
        return teller.note(about, status, step);
    }

    private CompletionStage<Void> tell(Case about, StepName step, Standing standing) {
        CompletionStage<Void> first = standing.status().state() == State.FAILED
                ? deadLettering.deadLetter(about.delivery(), about.headers(), step, standing)
                : CompletableFuture.completedStage(null);
        return first.thenCompose(
                done -> teller.publish(about.delivery(), about.command().traceparent(), standing));
    }
}
