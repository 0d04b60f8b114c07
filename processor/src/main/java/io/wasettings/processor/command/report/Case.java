package io.wasettings.processor.command.report;

import io.wasettings.common.Status;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.processor.kafka.RetryHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a command that is reported on.
 *
 * @param began when it was taken up
 */
public record Case(Delivery delivery, Command command, Instant began) {

    Subject subject() {
        return Subject.of(command);
    }

    ToldStatus told(Status status) {
        return new ToldStatus(status, command.replays());
    }

    /** For a delivery that is not to come again by itself. */
    RetryHeaders headers() {
        return new RetryHeaders(command.attempt(), command.version(), Instant.EPOCH, command.replays());
    }

    /** @param deferredSince since when it has been deferred all the same, or null */
    RetryHeaders triedAgain(Retry retry, @Nullable Instant deferredSince) {
        return new RetryHeaders(command.attempt(), command.version(), retry.due(), command.replays(), deferredSince);
    }

    /** The attempt that this would have been is still to come. */
    RetryHeaders untried(Retry retry, @Nullable Instant deferredSince) {
        return new RetryHeaders(
                command.attempt() - 1, command.version(), retry.due(), command.replays(), deferredSince);
    }

    /** When it was first deferred since its last attempt, or null. */
    @Nullable
    Instant deferredSince() {
        return delivery.tier() == 0
                ? null
                : RetryHeaders.read(delivery.headers())
                        .map(RetryHeaders::deferredSince)
                        .orElse(null);
    }
}
