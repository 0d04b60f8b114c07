package io.wasettings.processor.ops;

import com.mongodb.MongoException;
import io.wasettings.processor.replay.TooManyDeadLettersException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Answers what goes wrong as problem documents (RFC 9457) that say what to correct. */
@RestControllerAdvice
class OpsProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OpsProblems.class);

    @ExceptionHandler
    ProblemDetail tooMany(TooManyDeadLettersException tooMany) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, tooMany.getMessage());
    }

    @ExceptionHandler({MongoException.class, KafkaException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException failure) {
        LOG.warn("event=operation_failed cause=\"{}\"", failure.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The broker or the store does not answer; try again."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String names = invalid.getFieldErrors().stream()
                .map(FieldError::getField)
                .distinct()
                .collect(Collectors.joining(", "));
        ProblemDetail problem = invalid.getBody();
        problem.setDetail(
                "Correct " + names + ": times are written 2026-01-01T00:00:00Z, code and limit are integers.");
        return handleExceptionInternal(invalid, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, explain(unreadable.getCause()));
        return handleExceptionInternal(unreadable, problem, headers, status, request);
    }

    /** Names members, and quotes no value. */
    private static String explain(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "Unknown member: " + unknown.getPropertyName() + ". Known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (cause instanceof JacksonException wrong && !wrong.getPath().isEmpty()) {
            return "Correct the member " + wrong.getPath().get(0).getPropertyName() + ": it has the wrong type.";
        }
        return "The body must be a JSON object, such as {\"partner\": \"acme\", \"dry_run\": true}.";
    }
}
