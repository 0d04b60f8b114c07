package io.wasettings.processor.command.report;

import io.wasettings.common.status.Status;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.command.attempt.StepName;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.command.report.Teller.Standing;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Waits;
import io.wasettings.service.log.LogLine;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
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
    private record Later(StepName step, Unavailable why, Status status, Retry retry, RetryHeaders headers) {}

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

    /** Has a command tried again after an attempt that did not succeed; so it does not wait untried any more. */
    CompletionStage<Void> afterAttempt(Case about, StepName step, Unavailable unavailable) {
        return tryAgain(about, step, unavailable, Waits.NONE);
    }

    /** Has a command tried later that was not tried, which counts as no attempt until it has lasted for too long. */
    CompletionStage<Void> untried(Case about, StepName step, Deferred deferred) {
        Waits before = about.waits().taken(about.began());
        return deferred.ours() ? forService(about, step, deferred, before) : forServer(about, step, deferred, before);
    }

    private CompletionStage<Void> forServer(Case about, StepName step, Deferred deferred, Waits before) {
        Waits waits = before.forServerFrom(about.began());
        return policy.forServer(before.forServer(), deferred.why().retryAfter())
                .map(retry -> putOff(about, step, deferred, retry, waits))
                .orElseGet(() -> endings.fail(about, step, deferred.why().exhausted()));
    }

    private CompletionStage<Void> forService(Case about, StepName step, Deferred deferred, Waits before) {
        Waits waits = before.forServiceFrom(about.began());
        return policy.forService(before.forService())
                .map(retry -> putOff(about, step, deferred, retry, waits))
                .orElseGet(() -> tryAgain(about, step, deferred.why(), waits));
    }

    /** For lack of room: see {@link Reporter#defer}. */
    CompletionStage<Void> forRoom(Case about, Supplier<CompletionStage<Void>> otherwise) {
        metrics.deferred();
        LogLine.info(LOG, "command_deferred")
                .with("cause", "others need the room")
                .write();
        Waits before = about.waits();
        Retry retry = policy.forRoom(before.forRoom());
        Waits waits = before.forRoomFrom(about.began());
        return handover.retry(about.delivery(), retry, about.untried(retry, waits), otherwise);
    }

    /** Since this processor cannot open it: see {@link Reporter#deferLocked(Case, Supplier)}. */
    CompletionStage<Void> locked(Case about, Supplier<CompletionStage<Void>> otherwise) {
        return locked(about.delivery(), about.untried(), about.began(), otherwise);
    }

    /** The same of a record that is sealed as a whole, as only those on retry topics are. */
    CompletionStage<Void> locked(Delivery delivery, Instant began, Supplier<CompletionStage<Void>> otherwise) {
        return RetryHeaders.read(delivery.lastHeaders())
                .map(headers -> locked(delivery, headers.waiting(began, headers.waitsAt(began)), began, otherwise))
                .orElseGet(otherwise);
    }

    /** @param headers those to go on with, as of when the delivery was taken up */
    private CompletionStage<Void> locked(
            Delivery delivery, RetryHeaders headers, Instant began, Supplier<CompletionStage<Void>> otherwise) {
        Waits before = headers.waits().taken(began);
        return policy.forService(before.forService())
                .map(retry -> {
                    metrics.deferred();
                    RetryHeaders waiting = headers.waiting(retry.due(), before.forServiceFrom(began));
                    return handover.retry(delivery, retry, waiting, otherwise);
                })
                .orElseGet(otherwise);
    }

    /**
     * Has it tried again as the next attempt, or ends it if none is left.
     *
     * @param waits since when it has waited untried, if that goes on
     */
    private CompletionStage<Void> tryAgain(Case about, StepName step, Unavailable unavailable, Waits waits) {
        return policy.afterAttempt(about.command().attempt(), unavailable.retryAfter())
                .map(retry -> {
                    Status status = statuses.retrying(about.subject(), unavailable, retry.due());
                    RetryHeaders headers = about.triedAgain(retry, waits);
                    return later(about, new Later(step, unavailable, status, retry, headers));
                })
                .orElseGet(() -> endings.fail(about, step, unavailable.exhausted()));
    }

    private CompletionStage<Void> putOff(Case about, StepName step, Deferred deferred, Retry retry, Waits waits) {
        metrics.deferred();
        Status status = statuses.deferred(about.subject(), deferred, retry.due());
        return later(about, new Later(step, deferred.why(), status, retry, about.untried(retry, waits)));
    }

    private CompletionStage<Void> later(Case about, Later later) {
        Standing standing = teller.note(about, later.status(), later.step());
        if (about.command().isSettledBy(standing.told())) {
            return endings.tell(about, standing);
        }
        Standing told = new Standing(about.told(later.status()), standing.isStored());
        return teller.publish(about, told)
                .thenCompose(done -> handover.retry(
                        about.delivery(),
                        later.retry(),
                        later.headers(),
                        () -> endings.fail(about, later.step(), later.why().exhausted())));
    }
}
