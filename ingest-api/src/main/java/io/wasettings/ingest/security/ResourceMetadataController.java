package io.wasettings.ingest.security;

import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import io.wasettings.service.security.BearerTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers the metadata of RFC 9728, or that there is none. */
@RestController
final class ResourceMetadataController {

    private final ResourceMetadata metadata;

    ResourceMetadataController(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @GetMapping({BearerTokens.METADATA, BearerTokens.METADATA + "/**"})
    ResponseEntity<Object> metadata(HttpServletRequest request) {
        String path = request.getRequestURI();
        return metadata.document(path)
                .map(document -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .<Object>body(document))
                .orElseGet(() -> ProblemResponses.entity(Problem.of(ProblemType.NOT_FOUND), path));
    }
}
