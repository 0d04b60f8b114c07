package io.wasettings.ingest.status;

import io.wasettings.common.Status;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers how one of the partner's own commands stands; to others it is as if the command did not exist. */
@RestController
final class CommandController {

    private final KnownStatuses statuses;

    CommandController(KnownStatuses statuses) {
        this.statuses = statuses;
    }

    /** @param source ids are unique per source; without it the newest of that id is meant */
    @GetMapping(
            path = CommandLocation.PREFIX + "{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> command(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            Principal partner,
            HttpServletRequest request) {
        String path = request.getRequestURI();
        return statuses.newest(id, partner.getName(), source)
                .thenApply(status -> status.map(CommandController::found)
                        .orElseGet(() -> ProblemResponses.entity(Problem.of(ProblemType.NOT_FOUND), path)));
    }

    private static ResponseEntity<Object> found(Status status) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(status);
    }
}
