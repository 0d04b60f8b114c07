package io.wasettings.processor.command.report;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Waits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command and the delivery that it was read from, from when it is taken up until it is reported.
 *
 * @param began when it was taken up
 */
public record Case(Delivery delivery, Command command, Instant began) {

    /** This case with more known of its command. */
    public Case with(Command known) {
        return new Case(delivery, known, began);
    }

    /** This case in another trace context. */
    public Case traced(@Nullable String context) {
        return new Case(delivery.traced(context), command.traced(context), began);
    }

    Subject subject() {
        return Subject.of(command);
    }

    ToldStatus told(Status status) {
        return new ToldStatus(status, command.replays());
    }

    /** The retry headers of a delivery that is not to come again by itself. */
    RetryHeaders headers() {
        return new RetryHeaders(command.attempt(), command.version(), Instant.EPOCH, command.replays());
    }

    /**
     * The retry headers of a delivery that comes again as the next attempt.
     *
     * @param waits since when it has waited untried, if that goes on
     */
    RetryHeaders triedAgain(Retry retry, Waits waits) {
        return new RetryHeaders(command.attempt(), command.version(), retry.due(), command.replays(), waits);
    }

    /** The retry headers of a delivery that comes again at once for the very attempt that this would have been. */
    RetryHeaders untried() {
        return new RetryHeaders(command.attempt() - 1, command.version(), began, command.replays(), waits());
    }

    /** The retry headers of a delivery that comes again then for the very attempt that this would have been. */
    RetryHeaders untried(Retry retry, Waits waits) {
        return untried().waiting(retry.due(), waits);
    }

    /** For what the command has waited untried since its last attempt. */
    Waits waits() {
        return delivery.tier() == 0
                ? Waits.NONE
                : RetryHeaders.read(delivery.lastHeaders())
                        .map(headers -> headers.waitsAt(began))
                        .orElse(Waits.NONE);
    }
}
