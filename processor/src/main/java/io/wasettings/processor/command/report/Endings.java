package io.wasettings.processor.command.report;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.Unreadable;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.log.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings commands to their end: noted, on the dead-letter topic if they failed, told. */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private static final Rejected NAME_IS_USED = new Rejected(
            ErrorCode.INVALID,
            List.of(new FieldMessage("", "Its id is the id of another command of the same source; send a new id.")));

    private final Statuses statuses;
    private final String commandsTopic;
    private final DeadLettering deadLettering;
    private final Teller teller;
    private final CommandMetrics metrics;

    Endings(
            Statuses statuses,
            String commandsTopic,
            DeadLettering deadLettering,
            Teller teller,
            CommandMetrics metrics) {
        this.statuses = statuses;
        this.commandsTopic = commandsTopic;
        this.deadLettering = deadLettering;
        this.teller = teller;
        this.metrics = metrics;
    }

    /** Ends a command that came to that status in that step, which is no failure. */
    CompletionStage<Void> reach(Case about, Status status, StepName step) {
        return tell(about, note(about, status, step));
    }

    /** Ends a command that came to nothing in that step, and is not tried again. */
    CompletionStage<Void> fail(Case about, StepName step, Failed failed) {
        return tell(about, step, note(about, statuses.failed(about.subject(), failed), step));
    }

    /** Tells what stands, be it what this delivery came to or not. */
    CompletionStage<Void> tell(Case about, Standing standing) {
        return tell(about, StepName.REPEATED, standing);
    }

    /** Ends what came under the name of another command: rejected, and on the dead-letter topic all the same. */
    CompletionStage<Void> refuse(Case about) {
        String place = firstPlace(about.delivery(), about.command().version());
        Status status = statuses.rejected(about.subject(), NAME_IS_USED);
        Standing standing =
                teller.note(about, new ToldStatus(status, about.command().replays(), place), StepName.IDENTITY);
        return deadLettering
                .deadLetter(about.delivery(), about.headers(), StepName.IDENTITY, standing)
                .thenCompose(done -> teller.publish(about, standing));
    }

    /**
     * Ends a record that cannot be read; it is told where its id can be read.
     *
     * @param firstSeen where the command that it is first appeared; empty for a record of its own
     */
    CompletionStage<Void> giveUp(Delivery delivery, Unreadable received, Optional<Version> firstSeen, Instant began) {
        Unreadable unreadable = firstSeen.map(received::of).orElse(received);
        String record = firstSeen.isPresent() ? null : firstPlace(delivery, unreadable.headers());
        Failed failed = new Failed(unreadable.code(), unreadable.errors());
        RetryHeaders headers = unreadable.headers();
        Status status = statuses.failed(Subject.of(unreadable), failed);
        boolean isNameless = unreadable.origin().id() == null;
        if (isNameless) {
            metrics.unidentified();
            LogLine.warn(LOG, "record_unreadable")
                    .with("record", delivery)
                    .with("cause", status.cause())
                    .write();
        }
        Standing standing = teller.note(new ToldStatus(status, headers.replays(), record), StepName.READ, began);
        CompletionStage<Void> deadLettered = deadLettering.ifFailed(delivery, headers, StepName.READ, standing);
        return isNameless ? deadLettered : deadLettered.thenCompose(done -> teller.publish(delivery, null, standing));
    }

    /** Where the record came from first, of a replay as well if its headers tell. */
    private String firstPlace(Delivery delivery, RetryHeaders headers) {
        return headers.version().isKnown()
                ? firstPlace(delivery, headers.version())
                : delivery.place().path();
    }

    /** Where the command came from first; retries and replays keep the partition. */
    private String firstPlace(Delivery delivery, Version version) {
        return ToldStatus.place(commandsTopic, delivery.partition(), version.offset());
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
