package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import org.jspecify.annotations.Nullable;

/** Carries a failure out of the steps of a call. */
final class FailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    FailureException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = new Failure(kind, message, null);
    }

    Failure failure() {
        return failure;
    }
}
