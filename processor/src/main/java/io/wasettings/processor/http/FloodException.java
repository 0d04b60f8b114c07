package io.wasettings.processor.http;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/** More came over a connection than any answer within the limits takes. */
final class FloodException extends IOException {

    private static final long serialVersionUID = 1L;

    FloodException() {
        super("More came over the connection than an answer takes");
    }

    /** Whether it is the cause: TLS wraps what its socket throws. */
    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(FloodException.class::isInstance);
    }
}
