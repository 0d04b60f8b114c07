package io.wasettings.processor.command.report;

import io.wasettings.common.Status;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.log.LogLine;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has commands tried again later: noted, told, handed over to a retry topic. What has no try left comes to its end. */
final class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Statuses statuses;
    private final RetryPolicy policy;
    private final Handover handover;
    private final Teller teller;
    private final CommandMetrics metrics;
    private final Endings endings;

    /** Where and why a command came to be tried later, what is told of it, and where it waits. */
    private record Later(String step, Unavailable why, Status status, Retry retry, RetryHeaders headers) {}

    Retries(
            Statuses statuses,
            RetryPolicy policy,
            Handover handover,
            Teller teller,
            CommandMetrics metrics,
            Endings endings) {
        this.statuses = statuses;
        this.policy = policy;
        this.handover = handover;
        this.teller = teller;
        this.metrics = metrics;
        this.endings = endings;
    }

    /** After an attempt that did not succeed; so the command is not deferred any more. */
    CompletionStage<Void> afterAttempt(Case about, String step, Unavailable unavailable) {
        return tryAgain(about, step, unavailable, null);
    }

    /** Untried, which counts as no attempt until it has lasted for too long. */
    CompletionStage<Void> untried(Case about, String step, Deferred deferred) {
        Instant since = about.deferredSince();
        Optional<Retry> retry = deferred.ours()
                ? policy.outage(since)
                : policy.deferral(since, deferred.why().retryAfter());
        if (retry.isPresent()) {
            return putOff(about, step, deferred, retry.get());
        }
        return deferred.ours()
                ? tryAgain(about, step, deferred.why(), since)
                : endings.fail(about, step, deferred.why().exhausted());
    }

    /** Untried and untold, for want of room. Fails if the command is too large for that. */
    CompletionStage<Void> unseen(Case about) {
        metrics.deferred();
        LogLine.info(LOG, "command_deferred")
                .with("cause", "others need the room")
                .write();
        Retry retry = policy.deferral();
        return handover.retry(about.delivery(), retry, about.untried(retry, about.deferredSince()));
    }

    /** @param deferredSince since when it has been deferred all the same, or null */
    private CompletionStage<Void> tryAgain(
            Case about, String step, Unavailable unavailable, @Nullable Instant deferredSince) {
        return policy.after(about.command().attempt(), unavailable.retryAfter())
                .map(retry -> {
                    Status status = statuses.retrying(about.subject(), unavailable, retry.due());
                    RetryHeaders headers = about.triedAgain(retry, deferredSince);
                    return later(about, new Later(step, unavailable, status, retry, headers));
                })
                .orElseGet(() -> endings.fail(about, step, unavailable.exhausted()));
    }

    private CompletionStage<Void> putOff(Case about, String step, Deferred deferred, Retry retry) {
        metrics.deferred();
        Status status = statuses.deferred(about.subject(), deferred, retry.due());
        Instant since = Objects.requireNonNullElse(about.deferredSince(), about.began());
        return later(about, new Later(step, deferred.why(), status, retry, about.untried(retry, since)));
    }

    private CompletionStage<Void> later(Case about, Later later) {
        Standing standing = teller.note(about, later.status(), later.step());
        if (about.command().isSettledBy(standing.told())) {
            return endings.tell(about, standing);
        }
        Standing told = new Standing(about.told(later.status()), standing.isStored());
        return teller.publish(about.delivery(), about.command().traceparent(), told)
                .thenCompose(done -> handover.retry(about.delivery(), later.retry(), later.headers()))
                .exceptionallyCompose(tooLarge ->
                        endings.fail(about, later.step(), later.why().exhausted()));
    }
}
