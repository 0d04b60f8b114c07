package io.wasettings.ingest.submit;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.status.Status;
import io.wasettings.ingest.edge.Bodies;
import io.wasettings.ingest.result.NotFound;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.status.CommandLocation;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes settings in over HTTP. */
@RestController
final class SubmitController {

    private final Bodies bodies;
    private final WaitingRoom waiting;
    private final Submissions submissions;
    private final SubmitMetrics metrics;
    private final Traces traces;
    private final Executor executor;

    SubmitController(
            Bodies bodies,
            WaitingRoom waiting,
            Submissions submissions,
            SubmitMetrics metrics,
            Traces traces,
            AsyncTaskExecutor applicationTaskExecutor) {
        this.bodies = bodies;
        this.waiting = waiting;
        this.submissions = submissions;
        this.metrics = metrics;
        this.traces = traces;
        this.executor = applicationTaskExecutor;
    }

    @PostMapping(
            path = CommandLocation.SETTINGS_PATTERN,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> submit(
            @PathVariable String channel, Principal partner, HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        if (SubmissionReader.isCoded(request)) {
            // Whatever the answer; on a 415 for another reason it would be wrong (RFC 9110 section 12.5.3).
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        Result<Function<byte[], Submission>> head = Channel.of(channel)
                .map(known -> SubmissionReader.read(partner.getName(), known, request))
                .orElseGet(NotFound::channel);
        // Errors in the head are answered when the body has arrived: before, the client might still be sending.
        return bodies.read(partner.getName(), request, SubmissionReader.MAX_BODY)
                .thenComposeAsync(
                        body -> body.then(bytes -> head.then(made -> Result.of(made.apply(bytes))))
                                .fold(
                                        submission -> submit(submission, path),
                                        problem -> CompletableFuture.completedFuture(refused(problem, path))),
                        executor);
    }

    private CompletableFuture<ResponseEntity<Object>> submit(Submission submission, String path) {
        Preference preference = submission.preference();
        Trace trace = traces.begin("submit settings", SpanKind.SERVER, submission.traceparent())
                .with("wa.partner", submission.partner());
        Submission traced = submission.traced(trace.traceparent());
        CompletableFuture<Reply> request =
                waiting.admit(submission.partner(), preference, patience -> submissions.submit(traced, patience));
        return trace.endWith(request.thenApply(reply -> told(trace, reply)))
                .toCompletableFuture()
                .thenApply(reply -> {
                    metrics.answered(reply.outcome());
                    HttpHeaders headers = SubmitAnswers.headers(reply, waiting.applied(preference, reply.waited()));
                    return reply.outcome()
                            .fold(
                                    status -> SubmitAnswers.of(status, headers),
                                    problem -> ProblemResponses.entity(problem, path, headers));
                });
    }

    private static Reply told(Trace trace, Reply reply) {
        trace.with(
                "wa.outcome",
                reply.outcome()
                        .fold(
                                status -> status.state().wireName(),
                                problem -> problem.type().name()));
        return reply;
    }

    private ResponseEntity<Object> refused(Problem problem, String path) {
        metrics.answered(Result.<Status>refused(problem));
        return ProblemResponses.entity(problem, path);
    }
}
