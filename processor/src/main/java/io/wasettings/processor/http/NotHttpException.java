package io.wasettings.processor.http;

import java.io.IOException;

/** What came is not HTTP/1.1: for where a stream is read, which can throw none of the library's own exceptions. */
final class NotHttpException extends IOException {

    private static final long serialVersionUID = 1L;

    NotHttpException(String message) {
        super(message);
    }
}
