package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wasettings.testkit.Latches;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

class RationedFetchesTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration NONE = Duration.ZERO;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile HttpStatus status = HttpStatus.OK;
    private volatile String body = "the old keys";
    private volatile Question question = this::answer;

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
        RationedFetches fetches = new RationedFetches(LONG, LONG, LONG, LONG);
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

    @Test
    void an_answer_stands_in_for_those_that_fail() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, LONG, LONG);
        fetch(fetches);

        body = "an error page";
        status = HttpStatus.BAD_GATEWAY;
        assertOldKeysWhileAskedAgain(fetches);
        status = HttpStatus.TOO_MANY_REQUESTS;
        assertOldKeysWhileAskedAgain(fetches);
        question = () -> {
            throw new IOException("unreachable");
        };
        assertOldKeysWhileAskedAgain(fetches);
    }

    @Test
    void an_answer_stands_in_for_a_while_alone() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, NONE, LONG);
        fetch(fetches);

        status = HttpStatus.SERVICE_UNAVAILABLE;

        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void that_there_is_nothing_any_more_is_told() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, LONG, LONG);
        fetch(fetches);

        status = HttpStatus.NOT_FOUND;

        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void a_server_that_answers_is_waited_for_so_that_a_new_key_is_known_at_once() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, LONG, LONG);
        fetch(fetches);

        body = "the new keys";

        assertThat(body(fetch(fetches))).isEqualTo("the new keys");
    }

    @Test
    void without_an_old_answer_a_server_that_failed_before_is_waited_for_again() throws IOException {
        RationedFetches fetches = new RationedFetches(LONG, NONE, LONG, LONG);
        status = HttpStatus.BAD_GATEWAY;
        fetch(fetches);

        status = HttpStatus.OK;

        assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void without_an_old_answer_a_server_that_hangs_is_waited_for_once_a_fetch() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, LONG, SHORT);
        status = HttpStatus.BAD_GATEWAY;
        fetch(fetches);
        CountDownLatch over = new CountDownLatch(1);
        question = () -> {
            Latches.awaitQuietly(over);
            return answer();
        };

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(fetch(fetches).getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
            }
        });
        over.countDown();
    }

    @Test
    void a_fetch_that_takes_long_holds_up_nobody_while_there_is_an_old_answer() throws IOException {
        RationedFetches fetches = new RationedFetches(NONE, NONE, LONG, SHORT);
        fetch(fetches);
        CountDownLatch answered = new CountDownLatch(1);
        question = () -> {
            Latches.awaitQuietly(answered);
            return answer();
        };
        body = "the new keys";

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(body(fetch(fetches))).isEqualTo("the old keys");
            }
        });
        assertThat(asked).hasValue(2);
        assertThat(fetches.areBehind()).isTrue();

        answered.countDown();
        await().until(() -> body(fetch(fetches)).equals("the new keys"));
        assertThat(fetches.areBehind()).isFalse();
    }

    private void assertOldKeysWhileAskedAgain(RationedFetches fetches) {
        int before = asked.get();
        await().untilAsserted(() -> {
            assertThat(body(fetch(fetches))).isEqualTo("the old keys");
            assertThat(asked).hasValueGreaterThan(before + 1);
        });
    }

    private ClientHttpResponse fetch(RationedFetches fetches) throws IOException {
        return fetches.intercept(
                new MockClientHttpRequest(HttpMethod.GET, URI.create("http://authorization-server/jwks")),
                new byte[0],
                (request, nothing) -> {
                    asked.incrementAndGet();
                    return question.ask();
                });
    }

    private ClientHttpResponse answer() {
        return new MockClientHttpResponse(body.getBytes(StandardCharsets.UTF_8), status);
    }

    private static String body(ClientHttpResponse response) throws IOException {
        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
        return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private interface Question {

        ClientHttpResponse ask() throws IOException;
    }
}
