package io.wasettings.ingest.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** An answer that can be given again, or a note that there was none. */
final class Fetched {

    private final @Nullable HttpStatusCode status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final long until;

    private Fetched(@Nullable HttpStatusCode status, HttpHeaders headers, byte[] body, Duration fresh) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.until = System.nanoTime() + fresh.toNanos();
    }

    /** Keeps that answer. */
    static Fetched of(ClientHttpResponse response, Duration fresh) throws IOException {
        return new Fetched(
                response.getStatusCode(),
                response.getHeaders(),
                response.getBody().readAllBytes(),
                fresh);
    }

    /** No answer. */
    static Fetched nothing(Duration fresh) {
        return new Fetched(null, HttpHeaders.EMPTY, new byte[0], fresh);
    }

    /** Whether it is too early to ask again. */
    boolean isFresh() {
        return System.nanoTime() - until < 0;
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
