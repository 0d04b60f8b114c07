package io.wasettings.ingest.submit;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.ingest.broker.TopicsNotReadyException;
import io.wasettings.ingest.idempotency.Claim;
import io.wasettings.ingest.idempotency.IdempotencyKeys;
import io.wasettings.ingest.idempotency.KeyedRequest;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.status.Waiter;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a submission in: makes a command of it, finds out which one it is, publishes it, waits for its end.
 *
 * <p>No thread is held while the store or the processor take their time. Publishing may block for a moment, so it is
 * never done on a thread of the store's.
 */
final class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

    private static final Reply REUSED = Reply.first(Result.refused(Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED)));
    private static final Reply NO_STORE =
            Reply.first(Result.refused(Problem.unavailable("The store is away, and an Idempotency-Key needs it")));
    private static final Problem NOT_PUBLISHED = Problem.unavailable(
            "The broker did not acknowledge the command, so nothing was accepted as far as is known");
    private static final Problem NOT_SENT =
            Problem.unavailable("The topics are not known to be set up as required, so nothing was accepted");

    private final CommandFactory factory;
    private final IdempotencyKeys keys;
    private final Publisher publisher;
    private final Outcomes outcomes;
    private final Clock clock;
    private final Executor executor;

    Submissions(
            CommandFactory factory,
            IdempotencyKeys keys,
            Publisher publisher,
            Outcomes outcomes,
            Clock clock,
            Executor executor) {
        this.factory = factory;
        this.keys = keys;
        this.publisher = publisher;
        this.outcomes = outcomes;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * The status of the command when it has ended or the time is over; or a problem. A problem without a command's id
     * says that nothing was accepted, one with it that the command was accepted but its status could not be stored.
     */
    CompletableFuture<Reply> submit(Submission submission, Duration patience) {
        return factory.command(submission)
                .fold(command -> submit(submission, command, patience), problem -> ended(Result.refused(problem)));
    }

    private CompletableFuture<Reply> submit(Submission submission, SealedCommand command, Duration patience) {
        UnderWay underWay = new UnderWay(command, UUID.randomUUID().toString(), patience);
        return underWay.part(() -> submission
                .keyedRequest()
                .map(request -> submitOnce(request, underWay))
                .orElseGet(() -> publish(underWay, Optional.empty())));
    }

    private CompletableFuture<Reply> submitOnce(KeyedRequest request, UnderWay underWay) {
        return keys.claim(request, underWay.id())
                .thenComposeAsync(
                        claim -> claim.fold(
                                held -> resumed(request, underWay.as(held.commandId()), held),
                                mismatch -> CompletableFuture.completedFuture(REUSED)),
                        executor)
                .exceptionallyCompose(failure -> StoreUnavailableException.isReason(failure)
                        ? CompletableFuture.completedFuture(NO_STORE)
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Reply> resumed(KeyedRequest request, UnderWay underWay, Claim.Held held) {
        return underWay.part(() -> resume(request, underWay, held))
                .thenApply(reply -> held.repeated() ? reply.asRepetition() : reply);
    }

    private CompletableFuture<Reply> resume(KeyedRequest request, UnderWay underWay, Claim.Held held) {
        if (!held.repeated()) {
            return publish(underWay, Optional.of(request));
        }
        return outcomes.find(underWay, request.partner())
                .thenComposeAsync(
                        known -> {
                            Optional<Status> end = known.map(ToldStatus::status).filter(Status::terminal);
                            if (end.isPresent()) {
                                return ended(Result.of(end.get()));
                            }
                            return held.published() || known.isPresent()
                                    ? outcomes.await(underWay, outcomes.register(underWay, known), known)
                                    : publish(underWay, Optional.of(request));
                        },
                        executor);
    }

    private CompletableFuture<Reply> publish(UnderWay underWay, Optional<KeyedRequest> request) {
        // Registered first: the end may come before the acknowledgement.
        Optional<Waiter> waiter = outcomes.register(underWay, Optional.empty());
        return publisher
                .publishCommand(underWay.command().key(), underWay.command().event(underWay.id(), clock.instant()))
                .handle((acknowledged, failure) -> Optional.<Throwable>ofNullable(failure))
                .thenCompose(failed -> {
                    if (failed.isPresent()) {
                        waiter.ifPresent(Waiter::release);
                        boolean unsent = TopicsNotReadyException.isReason(failed.get());
                        return ended(Result.refused(unsent ? NOT_SENT : NOT_PUBLISHED));
                    }
                    return underWay.part(() -> published(underWay, request, waiter));
                });
    }

    private CompletableFuture<Reply> published(
            UnderWay underWay, Optional<KeyedRequest> request, Optional<Waiter> waiter) {
        SettingsKey key = underWay.command().key();
        LogLine.info(LOG, "command_accepted")
                .with("partner", key.partner())
                .with("channel", key.channel().wireName())
                .write();
        request.ifPresent(keyed -> markPublished(keyed, underWay.id()));
        return outcomes.await(underWay, waiter, Optional.empty());
    }

    /** Not waited for: if it fails, a repetition publishes again, and the processor drops the second one. */
    private void markPublished(KeyedRequest request, String commandId) {
        CompletableFuture<?> unused = keys.markPublished(request, commandId);
    }

    private static CompletableFuture<Reply> ended(Result<Status> outcome) {
        return CompletableFuture.completedFuture(Reply.first(outcome));
    }
}
