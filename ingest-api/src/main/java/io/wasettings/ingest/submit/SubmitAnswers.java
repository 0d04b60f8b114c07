package io.wasettings.ingest.submit;

import io.wasettings.common.Status;
import io.wasettings.ingest.problem.Problem;
import io.wasettings.ingest.problem.ProblemResponses;
import io.wasettings.ingest.status.CommandLocation;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The one place that maps how a command stands to an HTTP answer. */
final class SubmitAnswers {

    private SubmitAnswers() {}

    static ResponseEntity<Object> of(Status status, Optional<String> preferenceApplied) {
        String location = CommandLocation.of(status.commandId());
        HttpHeaders headers = new HttpHeaders();
        preferenceApplied.ifPresent(applied -> headers.set("Preference-Applied", applied));
        return switch (status.state()) {
            case ACCEPTED, RETRYING -> {
                headers.set(HttpHeaders.LOCATION, location);
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
