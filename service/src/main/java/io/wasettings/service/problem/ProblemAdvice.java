package io.wasettings.service.problem;

import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Turns whatever a controller or Spring MVC throws into a problem that shows no internals. Comes after the advices of
 * an application.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> storeUnavailable(StoreUnavailableException e, HttpServletRequest request) {
        return ProblemResponses.entity(Problem.unavailable("The store cannot be asked"), request.getRequestURI());
    }

    /** There is nobody left to answer. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    @Nullable
    ResponseEntity<Object> clientGone(IOException e) {
        return null;
    }

    /** Thrown only when parameters are asked for. */
    @ExceptionHandler
    ResponseEntity<Object> malformedParameters(InvalidParameterException e, HttpServletRequest request) {
        return ProblemResponses.entity(MalformedQuery.problem(request.getQueryString()), request.getRequestURI());
    }

    /** Spring MVC answers HEAD and OPTIONS wherever there is a handler, but does not say so. */
    @ExceptionHandler
    ResponseEntity<Object> methodNotAllowed(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(
                Optional.ofNullable(e.getSupportedHttpMethods()).orElse(Set.of()));
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        HttpHeaders headers = new HttpHeaders();
        headers.setAllow(allowed);
        ProblemType type = ProblemType.ofStatus(e.getStatusCode().value());
        return ProblemResponses.entity(Problem.of(type), request.getRequestURI(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            ProblemType type = ProblemType.ofStatus(known.getStatusCode().value());
            return ProblemResponses.entity(Problem.of(type), request.getRequestURI(), known.getHeaders());
        }
        LogLine.error(LOG, "request_failed_unexpectedly")
                .with("method", request.getMethod())
                .with("path", request.getRequestURI())
                .because(e)
                .write();
        return ProblemResponses.entity(Problem.of(ProblemType.INTERNAL), request.getRequestURI());
    }
}
