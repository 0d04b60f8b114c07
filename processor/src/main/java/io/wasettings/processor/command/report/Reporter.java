package io.wasettings.processor.command.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.CommandRef;
import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.attempt.Attempted;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.reading.Command;
import io.wasettings.processor.command.reading.CommandReader.Unreadable;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.command.report.Statuses.Subject;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.status.StatusPublisher;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.log.LogLine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a command came to where it belongs: noted in the store, handed over to a retry topic or the dead-letter
 * topic, told on the status topic. The stages complete once the broker has all of it; then the offset may be committed.
 */
public final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private static final Rejected NAME_IS_USED = new Rejected(
            ErrorCode.INVALID,
            List.of(new FieldMessage("", "Its id is the id of another command of the same source; send a new id.")));

    private final Statuses statuses;
    private final RetryPolicy retryPolicy;
    private final Handover handover;
    private final DeadLettering deadLettering;
    private final Teller teller;
    private final CommandMetrics metrics;
    private final Attempts attempts;

    /** Where reports go. */
    public record Outlets(
            CommandStore commands,
            StatusPublisher statuses,
            ReliableSender sender,
            TopicProperties topics,
            SealedRecords sealedRecords) {}

    public Reporter(Outlets outlets, RetryPolicy retryPolicy, int maxReplays, MeterRegistry registry, Clock clock) {
        this.statuses = new Statuses(clock);
        this.retryPolicy = retryPolicy;
        this.handover = new Handover(outlets.sender(), outlets.topics(), outlets.sealedRecords());
        this.metrics = new CommandMetrics(registry);
        this.teller = new Teller(outlets.commands(), outlets.statuses(), metrics);
        this.deadLettering = new DeadLettering(handover, teller, maxReplays, clock);
        this.attempts = new Attempts(clock);
    }

    /** Reports what an attempt came to that began then. */
    public CompletionStage<Void> report(Delivery delivery, Command command, Attempted attempted, Instant began) {
        Subject subject = Subject.of(command);
        String step = attempted.step();
        return attempted.outcome().fold(new Outcome.Cases<>() {
            @Override
            public CompletionStage<Void> applied(Applied applied) {
                return finish(delivery, command, statuses.applied(subject, applied), step, began);
            }

            @Override
            public CompletionStage<Void> superseded(Superseded superseded) {
                return finish(delivery, command, statuses.superseded(subject), step, began);
            }

            @Override
            public CompletionStage<Void> rejected(Rejected rejected) {
                return finish(delivery, command, statuses.rejected(subject, rejected), step, began);
            }

            @Override
            public CompletionStage<Void> unavailable(Unavailable unavailable) {
                // It was tried, so it is not deferred any more.
                return retryLater(delivery, command, unavailable, null, began);
            }

            @Override
            public CompletionStage<Void> deferred(Deferred deferred) {
                Instant since = deferredSince(delivery);
                Optional<Retry> later = deferred.ours()
                        ? retryPolicy.outage(since)
                        : retryPolicy.deferral(since, deferred.why().retryAfter());
                return later.map(retry -> tryLater(delivery, command, deferred, retry, began))
                        .orElseGet(() -> deferred.ours()
                                ? retryLater(delivery, command, deferred.why(), since, began)
                                : failed(deferred.why().exhausted()));
            }

            @Override
            public CompletionStage<Void> failed(Failed failed) {
                return fail(delivery, command, failed, began);
            }

            @Override
            public CompletionStage<Void> settled(Settled settled) {
                return repeat(delivery, command, settled.standing());
            }
        });
    }

    /** Tells again what the command came to before. */
    public CompletionStage<Void> repeat(Delivery delivery, Command command, ToldStatus told) {
        metrics.repeated();
        LogLine.info(LOG, "command_repeated")
                .with("state", told.status().state().wireName())
                .write();
        return end(delivery, command, "repeated", new Standing(told, true));
    }

    /** Refuses what came under the name of another command, of which nothing changes. */
    public CompletionStage<Void> refuse(Delivery delivery, Command command, Instant began) {
        Status status = statuses.rejected(Subject.of(command), NAME_IS_USED);
        ToldStatus told = new ToldStatus(status, command.replays(), handover.origin(delivery, command.version()));
        Standing standing = teller.note(told, attempts.of(command, told, "identity", began));
        return deadLettering
                .deadLetter(delivery, headers(command), "identity", standing)
                .thenCompose(done -> teller.publish(delivery, command.traceparent(), standing));
    }

    /**
     * Gives up a delivery that cannot be read; its status is told where its id can be read.
     *
     * @param ref the command that it is; null where nobody can tell, or where the name is another command's
     */
    public CompletionStage<Void> giveUp(
            Delivery delivery, Unreadable unreadable, @Nullable CommandRef ref, Instant began) {
        Failed failed = new Failed("read", unreadable.code(), unreadable.errors());
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
        ToldStatus told = new ToldStatus(status, headers.replays(), record);
        Standing standing = teller.note(told, attempts.of(told, failed.step(), began));
        CompletionStage<Void> deadLettered = standing.status().state() == State.FAILED
                ? deadLettering.deadLetter(delivery, headers, failed.step(), standing)
                : CompletableFuture.completedStage(null);
        return isNameless ? deadLettered : deadLettered.thenCompose(done -> teller.publish(delivery, null, standing));
    }

    /** The same for a replay as for the first time, if its headers tell. */
    private String firstPlace(Delivery delivery, RetryHeaders headers) {
        return headers.version().timestamp() > 0
                ? handover.origin(delivery, headers.version())
                : delivery.place().path();
    }

    /** Hands a command to a retry topic untried; that counts as no attempt. Fails if it is too large for that. */
    public CompletionStage<Void> defer(Delivery delivery, Command command) {
        metrics.deferred();
        LogLine.info(LOG, "command_deferred")
                .with("cause", "others need the room")
                .write();
        Retry retry = retryPolicy.deferral();
        return handover.retry(delivery, retry, untried(command, retry, deferredSince(delivery)));
    }

    private CompletionStage<Void> finish(
            Delivery delivery, Command command, Status status, String step, Instant began) {
        ToldStatus told = new ToldStatus(status, command.replays());
        metrics.ended(told, command.version().timestamp());
        return end(delivery, command, "repeated", teller.note(told, attempts.of(command, told, step, began)));
    }

    /** @param deferredSince since when it has been deferred all the same, or null */
    private CompletionStage<Void> retryLater(
            Delivery delivery,
            Command command,
            Unavailable unavailable,
            @Nullable Instant deferredSince,
            Instant began) {
        return retryPolicy
                .after(command.attempt(), unavailable.retryAfter())
                .map(retry -> {
                    Status status = statuses.retrying(Subject.of(command), unavailable, retry.due());
                    RetryHeaders headers = new RetryHeaders(
                            command.attempt(), command.version(), retry.due(), command.replays(), deferredSince);
                    return later(delivery, command, new Later(unavailable, status, retry, headers), began);
                })
                .orElseGet(() -> fail(delivery, command, unavailable.exhausted(), began));
    }

    /** A deferral counts as no attempt. */
    private CompletionStage<Void> tryLater(
            Delivery delivery, Command command, Deferred deferred, Retry retry, Instant began) {
        metrics.deferred();
        Status status = statuses.deferred(Subject.of(command), deferred, retry.due());
        Instant since = Objects.requireNonNullElse(deferredSince(delivery), began);
        return later(
                delivery, command, new Later(deferred.why(), status, retry, untried(command, retry, since)), began);
    }

    /** Why a command is tried later, what is told of it, and where it waits. */
    private record Later(Unavailable why, Status status, Retry retry, RetryHeaders headers) {}

    private CompletionStage<Void> later(Delivery delivery, Command command, Later later, Instant began) {
        ToldStatus told = new ToldStatus(later.status(), command.replays());
        Standing standing =
                teller.note(told, attempts.of(command, told, later.why().step(), began));
        if (command.isSettledBy(standing.told())) {
            return end(delivery, command, "repeated", standing);
        }
        return teller.publish(delivery, command.traceparent(), new Standing(told, standing.isStored()))
                .thenCompose(done -> handover.retry(delivery, later.retry(), later.headers()))
                .exceptionallyCompose(
                        tooLarge -> fail(delivery, command, later.why().exhausted(), began));
    }

    private CompletionStage<Void> fail(Delivery delivery, Command command, Failed failed, Instant began) {
        ToldStatus told = new ToldStatus(statuses.failed(Subject.of(command), failed), command.replays());
        metrics.ended(told, command.version().timestamp());
        return end(
                delivery, command, failed.step(), teller.note(told, attempts.of(command, told, failed.step(), began)));
    }

    /** Tells the end of a command, once it lies on the dead-letter topic if it failed. */
    private CompletionStage<Void> end(Delivery delivery, Command command, String step, Standing standing) {
        CompletionStage<Void> first = standing.status().state() == State.FAILED
                ? deadLettering.deadLetter(delivery, headers(command), step, standing)
                : CompletableFuture.completedStage(null);
        return first.thenCompose(done -> teller.publish(delivery, command.traceparent(), standing));
    }

    private static RetryHeaders headers(Command command) {
        return new RetryHeaders(command.attempt(), command.version(), Instant.EPOCH, command.replays());
    }

    private static RetryHeaders untried(Command command, Retry retry, @Nullable Instant deferredSince) {
        return new RetryHeaders(
                command.attempt() - 1, command.version(), retry.due(), command.replays(), deferredSince);
    }

    private static @Nullable Instant deferredSince(Delivery delivery) {
        return delivery.tier() == 0
                ? null
                : RetryHeaders.read(delivery.headers())
                        .map(RetryHeaders::deferredSince)
                        .orElse(null);
    }
}
