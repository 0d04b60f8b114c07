package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

class RationedFetchesTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpStatus status = HttpStatus.OK;

    @Test
    void an_answer_is_given_again_until_the_interval_is_over() throws IOException {
        RationedFetches fetches = new RationedFetches(LONG);
        fetch(fetches);

        status = HttpStatus.SERVICE_UNAVAILABLE;

        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_error_is_told_as_it_is_and_not_asked_for_again_at_once() throws IOException {
        RationedFetches fetches = new RationedFetches(LONG, LONG);
        status = HttpStatus.NOT_FOUND;

        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(asked).hasValue(1);
    }

    @Test
    void after_an_error_the_next_fetch_comes_soon() throws IOException {
        RationedFetches fetches = new RationedFetches(LONG);
        status = HttpStatus.NOT_FOUND;
        fetch(fetches);

        status = HttpStatus.OK;

        await().until(() -> fetch(fetches).getStatusCode() == HttpStatus.OK);
    }

    private ClientHttpResponse fetch(RationedFetches fetches) throws IOException {
        return fetches.intercept(
                new MockClientHttpRequest(HttpMethod.GET, URI.create("http://authorization-server/jwks")),
                new byte[0],
                (request, body) -> {
                    asked.incrementAndGet();
                    return new MockClientHttpResponse(new byte[0], status);
                });
    }
}
