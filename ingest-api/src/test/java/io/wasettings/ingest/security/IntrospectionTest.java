package io.wasettings.ingest.security;

import static io.wasettings.testkit.Latches.awaitQuietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.web.client.RestClient;

@Timeout(60)
class IntrospectionTest {

    private static final String ACTIVE = "{\"active\": true, \"sub\": \"acme\", \"exp\": 4102444800}";

    private static final URI ENDPOINT = URI.create("http://authorization-server/my%20realm/introspect");

    private final CountDownLatch asked = new CountDownLatch(IntrospectionPlaces.SHARE);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final Introspection introspection = new Introspection(
            RestClient.builder().requestFactory(this::server).build(),
            ENDPOINT,
            new IntrospectedClaims(
                    new PartnerClaim("sub"), new ScopeClaims(null), new TokenUse(List.of()), Clock.systemUTC()));

    private volatile boolean silent;
    private volatile boolean active = true;
    private volatile URI requested = URI.create("");

    @AfterEach
    void close() {
        answered.countDown();
        requests.shutdownNow();
    }

    @Test
    void the_endpoint_is_asked_where_it_is_said_to_be() {
        introspection.introspect("known");

        assertThat(requested).isEqualTo(ENDPOINT);
    }

    @Test
    void unknown_tokens_that_wait_for_a_slow_server_are_bounded_and_keep_no_known_one_waiting()
            throws InterruptedException {
        introspection.introspect("known");
        flood();

        silent = false;

        assertThatThrownBy(() -> introspection.introspect("one more"))
                .isInstanceOf(OAuth2IntrospectionException.class)
                .hasMessageContaining("Too many");
        assertThat(introspection.introspect("known").getName()).isEqualTo("acme");
    }

    @Test
    void a_token_that_is_known_no_more_waits_with_the_unknown_ones() throws InterruptedException {
        introspection.introspect("known");
        active = false;
        assertThatThrownBy(() -> introspection.introspect("known")).isInstanceOf(BadOpaqueTokenException.class);
        flood();

        silent = false;

        assertThatThrownBy(() -> introspection.introspect("known")).hasMessageContaining("Too many");
    }

    @Test
    void a_place_is_free_again_once_the_server_has_answered_or_failed() throws InterruptedException {
        flood();
        silent = false;

        answered.countDown();

        await().ignoreExceptionsInstanceOf(OAuth2IntrospectionException.class)
                .until(() -> introspection.introspect("one more").getName().equals("acme"));
    }

    private void flood() throws InterruptedException {
        silent = true;
        for (int i = 0; i < IntrospectionPlaces.SHARE; i++) {
            String token = "made up " + i;
            var unused = requests.submit(() -> introspection.introspect(token));
        }
        assertThat(asked.await(40, TimeUnit.SECONDS)).isTrue();
    }

    private ClientHttpRequest server(URI uri, HttpMethod method) throws IOException {
        requested = uri;
        if (silent) {
            asked.countDown();
            awaitQuietly(answered);
            throw new IOException("no answer");
        }
        MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
        String answer = active ? ACTIVE : "{\"active\": false}";
        request.setResponse(new MockClientHttpResponse(answer.getBytes(StandardCharsets.UTF_8), HttpStatus.OK));
        return request;
    }
}
