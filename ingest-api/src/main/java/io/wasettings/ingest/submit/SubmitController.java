package io.wasettings.ingest.submit;

import io.wasettings.common.SettingsKey.Channel;
import io.wasettings.common.Status;
import io.wasettings.ingest.problem.Outcome;
import io.wasettings.ingest.problem.Problem;
import io.wasettings.ingest.problem.ProblemResponses;
import io.wasettings.ingest.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes settings in over HTTP. */
@RestController
final class SubmitController {

    private final Submissions submissions;
    private final WaitProperties limits;
    private final SubmitMetrics metrics;

    SubmitController(Submissions submissions, WaitProperties limits, SubmitMetrics metrics) {
        this.submissions = submissions;
        this.limits = limits;
        this.metrics = metrics;
    }

    @PostMapping(
            path = "/api/wa/v2/{channel}/settings",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> submit(
            @PathVariable String channel, Principal partner, HttpServletRequest request) {
        String path = request.getRequestURI();
        return Channel.of(channel)
                .map(known -> SubmissionReader.read(partner.getName(), known, request))
                .orElseGet(() -> Outcome.refused(Problem.of(ProblemType.NOT_FOUND)))
                .fold(
                        submission -> submit(submission, path),
                        problem -> CompletableFuture.completedFuture(refused(problem, path)));
    }

    private CompletableFuture<ResponseEntity<Object>> submit(Submission submission, String path) {
        Preference preference = submission.preference();
        return submissions.submit(submission, preference.within(limits)).thenApply(outcome -> {
            metrics.answered(outcome);
            return outcome.fold(
                    status -> SubmitAnswers.of(status, preference.applied(limits)),
                    problem -> ProblemResponses.entity(problem, path));
        });
    }

    private ResponseEntity<Object> refused(Problem problem, String path) {
        metrics.answered(Outcome.<Status>refused(problem));
        return ProblemResponses.entity(problem, path);
    }
}
