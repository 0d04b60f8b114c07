package io.wasettings.processor.ops;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What an operator asks for cannot be done as it was asked. */
final class InvalidOrderException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    InvalidOrderException(String detail) {
        super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
    }
}
