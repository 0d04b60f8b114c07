package io.wasettings.processor.command.report;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.trace.Traces;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes how commands stand: into the store first, and then onto the status topic. While the store is away it is told
 * all the same, and the projection brings it into the store later.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final CommandStore store;
    private final StatusPublisher publisher;
    private final CommandMetrics metrics;
    private final Attempts attempts;

    Teller(CommandStore store, StatusPublisher publisher, CommandMetrics metrics, Attempts attempts) {
        this.store = store;
        this.publisher = publisher;
        this.metrics = metrics;
        this.attempts = attempts;
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

    /** Notes a status, and that it was an attempt at that step that led to it; returns what stands. */
    Standing note(Case about, Status status, StepName step) {
        return note(about, about.told(status), step);
    }

    /**
     * Notes a status elsewhere than with its command, and that it was an attempt at that step that led to it; returns
     * what stands.
     */
    Standing note(Case about, ToldStatus next, StepName step) {
        return note(next, attempts.of(about.command(), next, step, about.began()));
    }

    /** Notes the status of a record that could not be read; returns what stands. */
    Standing note(ToldStatus next, StepName step, Instant began) {
        return note(next, attempts.of(next, step, began));
    }

    private Standing note(ToldStatus next, Attempt attempt) {
        metrics.attempted(attempt);
        log(next, attempt);
        trace(next, attempt);
        try {
            return new Standing(store.tell(next, attempt), true);
        } catch (StoreUnavailableException e) {
            // It is told all the same. Should it be delivered again, the version guard keeps it harmless.
            LogLine.warn(LOG, "status_not_stored").write();
            return new Standing(next, false);
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "status_not_stored").becauseQuoting(bug).write();
            return new Standing(next, false);
        }
    }

    /** Notes where a dead letter lies. */
    void deadLettered(ToldStatus told, DeadLetterPlace place) {
        try {
            store.deadLettered(told.subject(), place);
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "dead_letter_not_noted")
                    .with("partition", place.partition())
                    .with("offset", place.offset())
                    .write();
        } catch (RuntimeException bug) {
            LogLine.error(LOG, "dead_letter_not_noted")
                    .with("partition", place.partition())
                    .with("offset", place.offset())
                    .becauseQuoting(bug)
                    .write();
        }
    }

    /** Tells what stands of a command. Completes once the broker holds it. */
    CompletionStage<Void> publish(Case about, Standing standing) {
        return publish(about.delivery(), about.command().traceparent(), standing);
    }

    /** Tells what stands of a record that could not be read. Completes once the broker holds it. */
    CompletionStage<Void> publish(Delivery delivery, @Nullable String traceparent, Standing standing) {
        Status status = standing.status();
        metrics.reached(status);
        return publisher.publish(delivery.tellableKey(), traceparent, standing.told(), standing.isStored());
    }

    /**
     * One line per attempt: a warning if it failed or is retried. A rejected command is the partner's mistake and no
     * warning.
     */
    private static void log(ToldStatus told, Attempt attempt) {
        Status status = told.status();
        LogLine.at(failed(status) ? Level.WARN : Level.INFO, LOG, "command_" + attempt.outcome())
                .with("partner", status.partner())
                .with("channel", status.channel())
                .with("record", told.record())
                .with("round", told.round() == 0 ? null : told.round())
                .with("attempt", attempt.attempt())
                .with("step", attempt.step())
                .with("host", attempt.host())
                .with("code", status.code())
                .with("cause", attempt.cause())
                .with("duration_ms", attempt.duration().toMillis())
                .write();
    }

    private static void trace(ToldStatus told, Attempt attempt) {
        Traces.note("wa.outcome", attempt.outcome());
        if (attempt.step() != null) {
            Traces.note("wa.step", attempt.step());
        }
        if (failed(told.status())) {
            Traces.noteFailure(attempt.outcome());
        }
    }

    private static boolean failed(Status status) {
        return status.state() == State.RETRYING || status.state() == State.FAILED;
    }
}
