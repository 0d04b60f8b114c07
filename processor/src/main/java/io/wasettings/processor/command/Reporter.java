package io.wasettings.processor.command;

import io.wasettings.common.ErrorCode;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.command.CommandReader.Unreadable;
import io.wasettings.processor.command.RetryPolicy.Retry;
import io.wasettings.processor.command.Statuses.Subject;
import io.wasettings.processor.command.attempt.Outcome;
import io.wasettings.processor.command.attempt.Outcome.Applied;
import io.wasettings.processor.command.attempt.Outcome.Failed;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Settled;
import io.wasettings.processor.command.attempt.Outcome.Superseded;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.status.StatusPublisher;
import io.wasettings.processor.store.CommandLedger;
import io.wasettings.processor.store.CommandLedger.Decision;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a command came to where it belongs: decided once in the ledger, told on the status topic, handed over to
 * a retry topic or the dead-letter topic. The stages complete once the broker has all of it; then the offset may be
 * committed.
 */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private static final List<FieldMessage> TOO_LARGE =
            List.of(new FieldMessage("", "The command is too large to wait for its turn."));

    private final CommandLedger ledger;
    private final Statuses statuses;
    private final StatusPublisher publisher;
    private final RetryPolicy retryPolicy;
    private final Handover handover;
    private final CommandMetrics metrics;
    private final int maxReplays;
    private final Clock clock;

    Reporter(
            CommandLedger ledger,
            StatusPublisher publisher,
            RetryPolicy retryPolicy,
            Handover handover,
            CommandMetrics metrics,
            int maxReplays,
            Clock clock) {
        this.ledger = ledger;
        this.statuses = new Statuses(clock);
        this.publisher = publisher;
        this.retryPolicy = retryPolicy;
        this.handover = handover;
        this.metrics = metrics;
        this.maxReplays = maxReplays;
        this.clock = clock;
    }

    /** Reports what an attempt came to. */
    CompletionStage<Void> report(Delivery delivery, Command command, Outcome outcome) {
        Subject subject = Subject.of(command);
        return outcome.fold(new Outcome.Cases<>() {
            @Override
            public CompletionStage<Void> applied(Applied applied) {
                return finish(delivery, command, statuses.applied(subject, applied));
            }

            @Override
            public CompletionStage<Void> superseded(Superseded superseded) {
                return finish(delivery, command, statuses.superseded(subject));
            }

            @Override
            public CompletionStage<Void> rejected(Rejected rejected) {
                return finish(delivery, command, statuses.rejected(subject, rejected));
            }

            @Override
            public CompletionStage<Void> unavailable(Unavailable unavailable) {
                return retryPolicy
                        .after(command.attempt(), unavailable.retryAfter())
                        .map(retry -> retryLater(delivery, command, unavailable, retry))
                        .orElseGet(() -> failed(unavailable.exhausted()));
            }

            @Override
            public CompletionStage<Void> failed(Failed failed) {
                return fail(delivery, command, failed);
            }

            @Override
            public CompletionStage<Void> settled(Settled settled) {
                return repeat(delivery, command, settled.decision());
            }
        });
    }

    /** Tells again what the command came to before. */
    CompletionStage<Void> repeat(Delivery delivery, Command command, Decision decision) {
        metrics.repeated();
        Status status = decision.status();
        CompletionStage<Void> first = status.state() == State.FAILED
                ? handover.deadLetter(delivery, headers(command), again(delivery, command, status))
                : CompletableFuture.completedStage(null);
        return first.thenCompose(
                done -> publish(delivery, command.traceparent(), new ToldStatus(status, decision.replays())));
    }

    /** Gives up a delivery that cannot be read; its status is told where its id can be read. */
    CompletionStage<Void> giveUp(Delivery delivery, Unreadable unreadable) {
        Failed failed = new Failed("read", unreadable.code(), unreadable.errors());
        DeadLetterHeaders why = why(delivery, failed, unreadable.headers().replays());
        CompletionStage<Void> deadLettered = handover.deadLetter(delivery, unreadable.headers(), why);
        String id = unreadable.id();
        if (id == null) {
            metrics.unidentified();
            LOG.warn("event=record_unreadable record={} cause=\"{}\"", delivery, why.cause());
            return deadLettered;
        }
        Subject subject = new Subject(id, null, unreadable.partner(), unreadable.channel(), null, 1, List.of());
        ToldStatus told = new ToldStatus(
                statuses.failed(subject, failed),
                unreadable.headers().replays(),
                delivery.place().path());
        return deadLettered.thenCompose(done -> publish(delivery, null, told));
    }

    /** Hands a command to a retry topic untried; that counts as no attempt. */
    CompletionStage<Void> defer(Delivery delivery, Command command) {
        metrics.deferred();
        Retry retry = retryPolicy.deferral();
        RetryHeaders headers =
                new RetryHeaders(command.attempt() - 1, command.version(), retry.due(), command.replays());
        return handover.retry(delivery, retry, headers)
                .exceptionallyCompose(
                        tooLarge -> fail(delivery, command, new Failed("wait", ErrorCode.NOT_SAVED, TOO_LARGE)));
    }

    private CompletionStage<Void> finish(Delivery delivery, Command command, Status status) {
        return publish(delivery, command.traceparent(), told(decide(command, status)));
    }

    private CompletionStage<Void> retryLater(Delivery delivery, Command command, Unavailable unavailable, Retry retry) {
        Status status = statuses.retrying(Subject.of(command), unavailable, retry.due());
        RetryHeaders headers = new RetryHeaders(command.attempt(), command.version(), retry.due(), command.replays());
        return publish(delivery, command.traceparent(), new ToldStatus(status, command.replays()))
                .thenCompose(told -> handover.retry(delivery, retry, headers))
                .exceptionallyCompose(tooLarge -> fail(delivery, command, unavailable.exhausted()));
    }

    private CompletionStage<Void> fail(Delivery delivery, Command command, Failed failed) {
        Decision standing = decide(command, statuses.failed(Subject.of(command), failed));
        CompletionStage<Void> first = standing.status().state() == State.FAILED
                ? handover.deadLetter(delivery, headers(command), why(delivery, failed, command.replays()))
                : CompletableFuture.completedStage(null);
        return first.thenCompose(done -> publish(delivery, command.traceparent(), told(standing)));
    }

    private Decision decide(Command command, Status status) {
        Decision decision = new Decision(status, command.replays());
        try {
            return ledger.decide(command.ref(), decision);
        } catch (StoreUnavailableException e) {
            // It is told all the same. Should it be delivered again, the version guard keeps it harmless.
            LOG.warn("event=decision_not_recorded command_id={}", Text.printable(status.commandId()));
            return decision;
        }
    }

    private static ToldStatus told(Decision decision) {
        return new ToldStatus(decision.status(), decision.replays());
    }

    private CompletionStage<Void> publish(Delivery delivery, @Nullable String traceparent, ToldStatus told) {
        Status status = told.status();
        metrics.reached(status);
        LOG.info(
                "event=command_{} command_id={} partner={} channel={} code={} attempt={}",
                status.state().wireName(),
                Text.printable(status.commandId()),
                Text.printable(String.valueOf(status.partner())),
                Text.printable(String.valueOf(status.channel())),
                status.code(),
                status.attempt());
        return publisher.publish(delivery.key(), traceparent, told, false);
    }

    private static RetryHeaders headers(Command command) {
        return new RetryHeaders(command.attempt(), command.version(), Instant.EPOCH, command.replays());
    }

    private DeadLetterHeaders why(Delivery delivery, Failed failed, int replays) {
        String cause =
                failed.errors().stream().findFirst().map(FieldMessage::message).orElse("unknown");
        return new DeadLetterHeaders(
                failed.step(),
                cause,
                failed.code().number(),
                clock.instant(),
                delivery.toString(),
                replays >= maxReplays,
                false);
    }

    private DeadLetterHeaders again(Delivery delivery, Command command, Status status) {
        String cause = Optional.of(status.errors())
                .filter(errors -> !errors.isEmpty())
                .map(errors -> errors.get(0).message())
                .orElse(status.message());
        return new DeadLetterHeaders(
                "repeated",
                cause,
                status.code(),
                clock.instant(),
                delivery.toString(),
                command.replays() >= maxReplays,
                false);
    }
}
