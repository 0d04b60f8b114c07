package io.wasettings.service.problem;

import io.wasettings.common.text.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Answers requests that are too malformed to reach the application, such as an illegal character in the request line,
 * as a problem instead of Tomcat's HTML page. Public, with a public constructor, because Tomcat creates it by its name.
 */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(Json.mapper().writeValueAsBytes(problem(status, request.getRequestURI())));
            response.finishResponse();
        } catch (IOException e) {
            // The client is gone; so is the answer.
            ExceptionUtils.handleThrowable(e);
        }
    }

    /** If no path could be read, the instance is {@code /}; what was sent is not repeated. */
    private static Problem problem(int status, @Nullable String path) {
        return Problem.of(ProblemType.ofStatus(status)).at(path == null ? "/" : path);
    }
}
