package io.wasettings.processor.command.report;

import io.wasettings.common.Status;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.command.reading.Text;
import io.wasettings.processor.status.StatusPublisher;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how commands stand: into the store first, and then onto the status topic. While the store is away it is told
 * all the same, and the projection brings it into the store later.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final CommandStore store;
    private final StatusPublisher publisher;
    private final CommandMetrics metrics;

    Teller(CommandStore store, StatusPublisher publisher, CommandMetrics metrics) {
        this.store = store;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * What stands of a command.
     *
     * @param told the status
     * @param isStored whether the store has it
     */
    record Standing(ToldStatus told, boolean isStored) {

        Status status() {
            return told.status();
        }
    }

    /** Notes a status and the attempt that led to it; returns what stands. */
    Standing note(ToldStatus next, Attempt attempt) {
        metrics.attempted(attempt);
        try {
            return new Standing(store.tell(next, attempt), true);
        } catch (StoreUnavailableException e) {
            // It is told all the same. Should it be delivered again, the version guard keeps it harmless.
            LOG.warn(
                    "event=status_not_stored command_id={}",
                    Text.printable(next.status().commandId()));
            return new Standing(next, false);
        } catch (RuntimeException bug) {
            LOG.error(
                    "event=status_not_stored command_id={}",
                    Text.printable(next.status().commandId()),
                    bug);
            return new Standing(next, false);
        }
    }

    /** Notes where a dead letter lies. */
    void deadLettered(ToldStatus told, DeadLetterPlace place) {
        try {
            store.deadLettered(told.subject(), place);
        } catch (StoreUnavailableException e) {
            LOG.warn(
                    "event=dead_letter_not_noted command_id={} partition={} offset={}",
                    Text.printable(told.status().commandId()),
                    place.partition(),
                    place.offset());
        }
    }

    /** Tells what stands. Completes once the broker holds it. */
    CompletionStage<Void> publish(Delivery delivery, @Nullable String traceparent, Standing standing) {
        Status status = standing.status();
        metrics.reached(status);
        LOG.info(
                "event=command_{} command_id={} partner={} channel={} code={} attempt={}",
                status.state().wireName(),
                Text.printable(status.commandId()),
                Text.printable(String.valueOf(status.partner())),
                Text.printable(String.valueOf(status.channel())),
                status.code(),
                status.attempt());
        return publisher.publish(delivery.key(), traceparent, standing.told(), standing.isStored());
    }
}
