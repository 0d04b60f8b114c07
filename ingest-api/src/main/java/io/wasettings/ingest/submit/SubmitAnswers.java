package io.wasettings.ingest.submit;

import io.wasettings.common.status.Status;
import io.wasettings.ingest.status.CommandLocation;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The one place that maps how a command stands to an HTTP answer. */
final class SubmitAnswers {

    /** When asking for the status is worthwhile: most commands take a second or two. */
    private static final Duration POLL_AFTER = Duration.ofSeconds(2);

    private SubmitAnswers() {}

    /** The headers about the request, whatever its outcome. */
    static HttpHeaders headers(Reply reply, Optional<String> preferenceApplied) {
        HttpHeaders headers = new HttpHeaders();
        if (reply.repeated()) {
            headers.set("Idempotency-Replayed", "true");
        }
        // No preference was applied to a request that was refused.
        reply.outcome()
                .fold(status -> preferenceApplied, problem -> Optional.<String>empty())
                .ifPresent(applied -> headers.set("Preference-Applied", applied));
        return headers;
    }

    static ResponseEntity<Object> of(Status status, HttpHeaders headers) {
        String location = CommandLocation.of(status.commandId());
        return switch (status.state()) {
            case ACCEPTED, RETRYING -> {
                headers.set(HttpHeaders.LOCATION, location);
                headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(POLL_AFTER.toSeconds()));
                yield resource(HttpStatus.ACCEPTED, headers, status);
            }
            case APPLIED, SUPERSEDED -> resource(HttpStatus.OK, headers, status);
            case REJECTED, FAILED -> ProblemResponses.entity(Problem.of(status), location, headers);
        };
    }

    private static ResponseEntity<Object> resource(HttpStatus httpStatus, HttpHeaders headers, Status status) {
        return ResponseEntity.status(httpStatus)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(status);
    }
}
