package io.wasettings.processor.command.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.reading.Unreadable;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.trace.Traces;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a command came to where it belongs: noted in the store, handed over to a retry topic or the dead-letter
 * topic, told on the status topic. The stages complete once the broker has all of it; then the offset may be committed.
 */
public final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private final Statuses statuses;
    private final CommandMetrics metrics;
    private final Endings endings;
    private final Retries retries;

    /** Where reports go. */
    public record Outlets(
            CommandStore commands,
            ReliableSender sender,
            TopicProperties topics,
            SealedRecords sealedRecords,
            Traces traces) {}

    public Reporter(Outlets outlets, RetryPolicy retryPolicy, int maxReplays, MeterRegistry registry, Clock clock) {
        this.statuses = new Statuses(clock);
        Handover handover = new Handover(outlets.sender(), outlets.topics(), outlets.sealedRecords());
        this.metrics = new CommandMetrics(registry);
        StatusPublisher publisher =
                new StatusPublisher(outlets.sender(), outlets.topics().status(), outlets.traces());
        Teller teller = new Teller(outlets.commands(), publisher, metrics, new Attempts(clock));
        DeadLettering deadLettering = new DeadLettering(handover, teller, maxReplays, clock);
        this.endings = new Endings(statuses, outlets.topics().commands(), deadLettering, teller, metrics);
        this.retries = new Retries(statuses, retryPolicy, handover, teller, metrics, endings);
    }

    /** Reports what an attempt came to. */
    public CompletionStage<Void> report(Case about, Attempted attempted) {
        StepName step = attempted.step();
        return attempted.outcome().fold(new Outcome.Cases<>() {
            @Override
            public CompletionStage<Void> applied(Applied applied) {
                return endings.reach(about, statuses.applied(about.subject(), applied), step);
            }

            @Override
            public CompletionStage<Void> superseded(Superseded superseded) {
                return endings.reach(about, statuses.superseded(about.subject()), step);
            }

            @Override
            public CompletionStage<Void> rejected(Rejected rejected) {
                return endings.reach(about, statuses.rejected(about.subject(), rejected), step);
            }

            @Override
            public CompletionStage<Void> unavailable(Unavailable unavailable) {
                return retries.afterAttempt(about, step, unavailable);
            }

            @Override
            public CompletionStage<Void> deferred(Deferred deferred) {
                return retries.untried(about, step, deferred);
            }

            @Override
            public CompletionStage<Void> failed(Failed failed) {
                return endings.fail(about, step, failed);
            }

            @Override
            public CompletionStage<Void> settled(Settled settled) {
                return repeat(about, settled.standing());
            }
        });
    }

    /** Tells again what the command came to before. */
    public CompletionStage<Void> repeat(Case about, ToldStatus told) {
        metrics.repeated();
        LogLine.info(LOG, "command_repeated")
                .with("state", told.status().state().wireName())
                .write();
        return endings.tell(about, new Standing(told, true));
    }

    /** Refuses what came under the name of another command, of which nothing changes. */
    public CompletionStage<Void> refuse(Case about) {
        return endings.refuse(about);
    }

    /**
     * Gives up a delivery that cannot be read. Its status is told where its id can be read.
     *
     * @param firstSeen where the command that it is first appeared; empty for a record of its own: nobody can tell
     *     which command it is, or the name is another command's
     */
    public CompletionStage<Void> giveUp(
            Delivery delivery, Unreadable unreadable, Optional<Version> firstSeen, Instant began) {
        return endings.giveUp(delivery, unreadable, firstSeen, began);
    }

    /**
     * Hands a command that this processor cannot open to a retry topic, untried and untold, which counts as no attempt.
     *
     * @param otherwise what to do if that has lasted for too long, or it is too large for that
     */
    public CompletionStage<Void> deferLocked(Case about, Supplier<CompletionStage<Void>> otherwise) {
        return retries.locked(about, otherwise);
    }

    /**
     * Hands a record that is sealed as a whole, and that this processor cannot open, to a retry topic, untried and
     * untold, which counts as no attempt.
     *
     * @param otherwise what to do if that has lasted for too long, or it is too large for that
     */
    public CompletionStage<Void> deferLocked(
            Delivery delivery, Instant began, Supplier<CompletionStage<Void>> otherwise) {
        return retries.locked(delivery, began, otherwise);
    }

    /**
     * Hands a command to a retry topic untried; that counts as no attempt.
     *
     * @param otherwise what to do if it is too large for that
     */
    public CompletionStage<Void> defer(Case about, Supplier<CompletionStage<Void>> otherwise) {
        return retries.forRoom(about, otherwise);
    }
}
