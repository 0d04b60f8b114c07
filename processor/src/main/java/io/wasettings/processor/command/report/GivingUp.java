package io.wasettings.processor.command.report;

import io.wasettings.common.CommandRef;
import io.wasettings.common.Status;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.reading.CommandReader.Unreadable;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.log.LogLine;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives up deliveries that cannot be read; their status is told where their id can be read. */
final class GivingUp {

    private static final Logger LOG = LoggerFactory.getLogger(GivingUp.class);

    private final Statuses statuses;
    private final Handover handover;
    private final DeadLettering deadLettering;
    private final Teller teller;
    private final CommandMetrics metrics;

    GivingUp(Statuses statuses, Handover handover, DeadLettering deadLettering, Teller teller, CommandMetrics metrics) {
        this.statuses = statuses;
        this.handover = handover;
        this.deadLettering = deadLettering;
        this.teller = teller;
        this.metrics = metrics;
    }

    /** @param ref the command that it is; null where nobody can tell, or where the name is another command's */
    CompletionStage<Void> giveUp(Delivery delivery, Unreadable unreadable, @Nullable CommandRef ref, Instant began) {
        Failed failed = new Failed(unreadable.code(), unreadable.errors());
        RetryHeaders headers = unreadable.headers();
        Status status = statuses.failed(Subject.of(unreadable), failed);
        boolean isNameless = unreadable.origin().id() == null;
        if (isNameless) {
            metrics.unidentified();
            LogLine.warn(LOG, "record_unreadable")
                    .with("record", delivery)
                    .with("cause", DeadLettering.cause(status))
                    .write();
        }
        String record = ref == null ? firstPlace(delivery, headers) : null;
        Standing standing = teller.note(new ToldStatus(status, headers.replays(), record), StepName.READ, began);
        CompletionStage<Void> deadLettered = deadLettering.ifFailed(delivery, headers, StepName.READ, standing);
        return isNameless ? deadLettered : deadLettered.thenCompose(done -> teller.publish(delivery, null, standing));
    }

    /** The same for a replay as for the first time, if its headers tell. */
    private String firstPlace(Delivery delivery, RetryHeaders headers) {
        return headers.version().timestamp() > 0
                ? handover.firstPlace(delivery, headers.version())
                : delivery.place().path();
    }
}
