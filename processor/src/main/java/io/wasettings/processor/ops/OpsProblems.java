package io.wasettings.processor.ops;

import com.mongodb.MongoException;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.problem.KnownParameters;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemResponses;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells operators what to correct in what they ask for. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OpsProblems {

    private static final Logger LOG = LoggerFactory.getLogger(OpsProblems.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(OpsException refusal, HttpServletRequest request) {
        return answer(refusal.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missingParameter(
            MissingServletRequestParameterException missing, HttpServletRequest request) {
        return badRequest("The parameter " + missing.getParameterName() + " is missing.", request);
    }

    @ExceptionHandler({MongoException.class, KafkaException.class})
    ResponseEntity<Object> unavailable(RuntimeException failure, HttpServletRequest request) {
        LogLine.warn(LOG, "operation_failed").with("cause", failure).write();
        return answer(Problem.unavailable("The broker or the store does not answer"), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongQuery(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        String names = invalid.getFieldErrors().stream()
                .map(FieldError::getField)
                .distinct()
                .collect(Collectors.joining(", "));
        return wrongParameters(names, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongParameter(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return wrongParameters(wrong.getName(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongBody(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return badRequest(explain(unreadable.getCause()), request);
    }

    private static ResponseEntity<Object> wrongParameters(String names, HttpServletRequest request) {
        return badRequest(
                "Correct " + names + ": " + Parameters.TIMES
                        + ", code and limit are integers, parked and stopped are true or false.",
                request);
    }

    private static ResponseEntity<Object> badRequest(String detail, HttpServletRequest request) {
        return answer(Problem.of(ProblemType.BAD_REQUEST, detail), request);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpServletRequest request) {
        return ProblemResponses.entity(problem, request.getRequestURI());
    }

    /** Names members, and quotes no value. */
    private static String explain(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "The member " + Problem.quoted(unknown.getPropertyName()) + " is unknown; "
                    + KnownParameters.allowed(unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .toList());
        }
        if (cause instanceof JacksonException wrong && !wrong.getPath().isEmpty()) {
            return "Correct the member " + wrong.getPath().get(0).getPropertyName() + ": " + explain(wrong);
        }
        return "The body must be a JSON object as /openapi.yaml describes it.";
    }

    private static String explain(JacksonException wrong) {
        if (wrong instanceof InvalidNullException) {
            return "null is no value; leave out what is not meant.";
        }
        boolean time = wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() == Instant.class;
        return time ? Parameters.TIMES + "." : "it has the wrong type.";
    }
}
