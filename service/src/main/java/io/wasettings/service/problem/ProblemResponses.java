package io.wasettings.service.problem;

import io.wasettings.common.text.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers problems: from controllers as an entity, from filters directly. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** The answer of a controller; the problem is at the path of the request unless it says otherwise. */
    public static ResponseEntity<Object> entity(Problem problem, String requestPath) {
        return entity(problem, requestPath, HttpHeaders.EMPTY);
    }

    /** The same, with more headers. */
    public static ResponseEntity<Object> entity(Problem problem, String requestPath, HttpHeaders more) {
        return ResponseEntity.status(problem.type().status())
                .headers(more)
                .headers(headers(problem))
                .body(located(problem, requestPath));
    }

    /** Writes the answer of a filter. Headers that were set before stay. */
    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.type().status());
        headers(problem).forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(located(problem, request.getRequestURI())));
    }

    private static Problem located(Problem problem, String requestPath) {
        return problem.instance() == null ? problem.at(requestPath) : problem;
    }

    private static HttpHeaders headers(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(wholeSeconds(problem.retryAfter())));
        }
        return headers;
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
