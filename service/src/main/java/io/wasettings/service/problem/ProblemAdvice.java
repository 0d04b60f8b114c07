package io.wasettings.service.problem;

import io.wasettings.service.mongo.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Turns whatever a controller or Spring MVC throws into a problem that shows nothing of the inside. Comes after the
 * advices of an application.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> storeUnavailable(StoreUnavailableException e, HttpServletRequest request) {
        return ProblemResponses.entity(
                Problem.unavailable("The store cannot be asked; try again later."), request.getRequestURI());
    }

    /** There is nobody left to answer. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> clientGone(AsyncRequestNotUsableException e) {
        return null;
    }

    @ExceptionHandler
    ResponseEntity<Object> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            ProblemType type = ProblemType.ofStatus(known.getStatusCode().value());
            return ProblemResponses.entity(Problem.of(type), request.getRequestURI(), known.getHeaders());
        }
        LOG.error("Unexpected failure, method={} path={}", request.getMethod(), request.getRequestURI(), e);
        return ProblemResponses.entity(Problem.of(ProblemType.INTERNAL), request.getRequestURI());
    }
}
