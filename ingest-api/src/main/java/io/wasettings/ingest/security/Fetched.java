package io.wasettings.ingest.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that can be given again, or a note that there was none. */
final class Fetched {

    private final @Nullable HttpStatusCode status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final long at;
    private final long until;

    private Fetched(@Nullable HttpStatusCode status, HttpHeaders headers, byte[] body, long at, Duration fresh) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.at = at;
        this.until = System.nanoTime() + fresh.toNanos();
    }

    /** Keeps that answer. */
    static Fetched of(ClientHttpResponse response, Duration fresh) throws IOException {
        return new Fetched(
                response.getStatusCode(),
                response.getHeaders(),
                response.getBody().readAllBytes(),
                System.nanoTime(),
                fresh);
    }

    /** No answer. */
    static Fetched nothing(Duration fresh) {
        return new Fetched(null, HttpHeaders.EMPTY, new byte[0], System.nanoTime(), fresh);
    }

    /** The same, no younger, but not to be asked for again so soon. */
    Fetched freshFor(Duration fresh) {
        return new Fetched(status, headers, body, at, fresh);
    }

    /** Whether it is too early to ask again. */
    boolean isFresh() {
        return System.nanoTime() - until < 0;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - at >= age.toNanos();
    }

    /** Whether it is what was asked for. */
    boolean isThere() {
        return status != null && status.isSameCodeAs(HttpStatus.OK);
    }

    /** Whether it says nothing of what was asked for, only that the server cannot answer now. */
    boolean isOutage() {
        return status == null || status.is5xxServerError() || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
    }

    /** What there is instead of an answer. */
    String fault() {
        return status == null ? "no answer" : "answered with status " + status.value();
    }

    /** The answer once more. */
    ClientHttpResponse again() throws IOException {
        if (status == null) {
            throw new IOException("The authorization server did not answer");
        }
        return new Again(status);
    }

    private final class Again implements ClientHttpResponse {

        private final HttpStatusCode code;

        Again(HttpStatusCode code) {
            this.code = code;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return code;
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
