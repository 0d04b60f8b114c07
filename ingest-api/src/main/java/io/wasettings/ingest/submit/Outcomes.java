package io.wasettings.ingest.submit;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.status.KnownStatuses;
import io.wasettings.ingest.status.StatusBoard;
import io.wasettings.ingest.status.Waiter;
import io.wasettings.ingest.submit.SubmitMetrics.WaitEnd;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets requests wait for the end of their command; if their time is up before, keeps the status that they are told. */
final class Outcomes {

    private static final Problem NOT_KEPT = Problem.of(
            ProblemType.UNAVAILABLE,
            "The command was accepted, but its status cannot be stored now; ask for command_id later.");

    private final StatusBoard board;
    private final KnownStatuses statuses;
    private final SubmitMetrics metrics;
    private final Clock clock;

    Outcomes(StatusBoard board, KnownStatuses statuses, SubmitMetrics metrics, Clock clock) {
        this.board = board;
        this.statuses = statuses;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** How the command stands, if it is known. */
    CompletableFuture<Optional<ToldStatus>> find(UnderWay underWay, String partner) {
        return statuses.find(underWay.ref(), partner);
    }

    /**
     * Notices the command's end from now on; empty if the request does not wait, or too many wait already.
     *
     * @param known how the command stands as far as is known
     */
    Optional<Waiter> register(UnderWay underWay, Optional<ToldStatus> known) {
        return underWay.patience().isZero() ? Optional.empty() : board.register(underWay.ref(), known);
    }

    /** The reply once a command that was published has ended, or the time is over. */
    CompletableFuture<Reply> await(UnderWay published, Optional<Waiter> waiter, Optional<ToldStatus> known) {
        UnderWay underWay = published.waiting();
        return waiter.map(registered -> registered.await(underWay.patience()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(end -> {
                    metrics.waited(underWay.patience(), waitEnd(waiter, end));
                    return end.map(status -> CompletableFuture.completedFuture(Result.of(status)))
                            .orElseGet(() -> underWay.part(() -> pending(
                                    underWay, waiter.flatMap(Waiter::latest).or(() -> known.map(ToldStatus::status)))));
                })
                .thenApply(outcome -> new Reply(outcome, false, waiter.isPresent()));
    }

    private static WaitEnd waitEnd(Optional<Waiter> waiter, Optional<Status> end) {
        if (end.isPresent()) {
            return WaitEnd.ENDED;
        }
        return waiter.isPresent() ? WaitEnd.TIMEOUT : WaitEnd.FULL;
    }

    private CompletableFuture<Result<Status>> pending(UnderWay underWay, Optional<Status> soFar) {
        Status status = soFar.orElseGet(() -> underWay.command().accepted(underWay.id(), clock.instant()));
        return statuses.keep(underWay.command().key(), status)
                .handle((kept, failure) ->
                        failure == null ? Result.of(status) : Result.refused(NOT_KEPT.ofCommand(underWay.id())));
    }
}
