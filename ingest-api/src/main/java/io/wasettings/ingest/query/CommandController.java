package io.wasettings.ingest.query;

import io.wasettings.common.status.Status;
import io.wasettings.ingest.result.NotFound;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.status.CommandLocation;
import io.wasettings.ingest.status.KnownStatuses;
import io.wasettings.service.problem.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers how one of the partner's own commands stands; to others it is as if the command did not exist. */
@RestController
final class CommandController {

    private final KnownStatuses statuses;

    CommandController(KnownStatuses statuses) {
        this.statuses = statuses;
    }

    /** Ids are unique per {@code source}; without that parameter the newest command of that id is meant. */
    @GetMapping(
            path = CommandLocation.PREFIX + "{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    CompletableFuture<ResponseEntity<Object>> command(
            @PathVariable String id, Principal partner, HttpServletRequest request) {
        String path = request.getRequestURI();
        return OneParameter.read("source", request.getParameterMap())
                .thenLater(source -> find(id, partner.getName(), source.orElse(null)))
                .thenApply(found ->
                        found.fold(CommandController::answer, problem -> ProblemResponses.entity(problem, path)));
    }

    private CompletableFuture<Result<Status>> find(String id, String partner, @Nullable String source) {
        return statuses.newest(id, partner, source)
                .thenApply(status -> status.map(Result::of).orElseGet(() -> NotFound.command(source)));
    }

    private static ResponseEntity<Object> answer(Status status) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(status);
    }
}
