package io.wasettings.ingest.security;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Fetches the public documents of an authorization server at most once per interval, and gives the last answer again in
 * between. Otherwise every token that names an unknown key would cause a fetch of the key set, and anybody can make
 * such tokens.
 */
final class RationedFetches implements ClientHttpRequestInterceptor {

    /** Shortest time between a failed fetch and the next. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Duration interval;
    private final Duration afterFailure;
    private final Map<URI, Last> fetched = new ConcurrentHashMap<>();

    RationedFetches(Duration interval) {
        this(interval, AFTER_FAILURE);
    }

    RationedFetches(Duration interval, Duration afterFailure) {
        this.interval = interval;
        this.afterFailure = afterFailure;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return fetched.computeIfAbsent(request.getURI(), uri -> new Last()).answer(request, body, execution);
    }

    /** The result of the last fetch of one address. */
    private final class Last {

        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Fetched last;

        ClientHttpResponse answer(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            Fetched known = last;
            if (known != null && (known.isFresh() || !fetching.tryLock())) {
                return known.again();
            }
            if (known == null) {
                fetching.lock();
            }
            try {
                Fetched now = last;
                if (now == null || !now.isFresh()) {
                    now = fetch(request, body, execution);
                    last = now;
                }
                return now.again();
            } finally {
                fetching.unlock();
            }
        }

        private Fetched fetch(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
            try (ClientHttpResponse response = execution.execute(request, body)) {
                // Errors are kept for less long: some pass, and some send the caller elsewhere.
                boolean isThere = response.getStatusCode().isSameCodeAs(HttpStatus.OK);
                return Fetched.of(response, isThere ? interval : afterFailure);
            } catch (IOException e) {
                return Fetched.nothing(afterFailure);
            }
        }
    }
}
