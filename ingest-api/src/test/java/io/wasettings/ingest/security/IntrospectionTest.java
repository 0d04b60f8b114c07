package io.wasettings.ingest.security;

import static io.wasettings.testkit.Latches.awaitQuietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.web.client.RestClient;

@Timeout(60)
class IntrospectionTest {

    private static final int MOST_AT_ONCE = 64;

    private final CountDownLatch asked = new CountDownLatch(MOST_AT_ONCE);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final Introspection introspection = new Introspection(
            RestClient.builder()
                    .requestFactory((uri, method) -> silence(method))
                    .build(),
            "http://authorization-server/introspect",
            new IntrospectedClaims("sub", new ScopeClaims(null), List.of(), Clock.systemUTC()));

    @AfterEach
    void close() {
        answered.countDown();
        requests.shutdownNow();
    }

    @Test
    void a_server_that_is_slow_does_not_keep_more_than_a_part_of_the_requests_waiting() throws InterruptedException {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            var unused = requests.submit(() -> introspection.introspect("any"));
        }
        assertThat(asked.await(40, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> introspection.introspect("one more"))
                .isInstanceOf(OAuth2IntrospectionException.class)
                .hasMessageContaining("Too many");
    }

    private ClientHttpRequest silence(HttpMethod method) throws IOException {
        asked.countDown();
        awaitQuietly(answered);
        throw new IOException("no answer to " + method);
    }
}
