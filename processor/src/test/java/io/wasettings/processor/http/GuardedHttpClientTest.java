package io.wasettings.processor.http;

import static io.wasettings.processor.http.TestClients.post;
import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpClientTest {

    @AutoClose
    private final GuardedHttpClient client = TestClients.patient(null, null);

    @Test
    void a_request_arrives_as_it_was_made() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "ok"))) {
            Target target = target(server, "/a//b/../c;d=%7e?x=%2F&y=[".replace("[", "%5B"));

            client.post(
                    "acme",
                    target,
                    Map.of("Authorization", "Bearer t"),
                    "application/json",
                    "{\"ü\":1}".getBytes(UTF_8));

            Request request = server.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/a//b/../c;d=%7e?x=%2F&y=%5B");
            assertThat(request.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isEqualTo("{\"ü\":1}".getBytes(UTF_8));
            assertThat(request.headers())
                    .containsOnly(
                            Map.entry("Host", "localhost:" + server.port()),
                            Map.entry("User-Agent", "wa-settings"),
                            Map.entry("Accept-Encoding", "identity"),
                            Map.entry("Content-Type", "application/json"),
                            Map.entry("Content-Length", "8"),
                            Map.entry("Authorization", "Bearer t"));
        }
    }

    /** Read as a reference, what comes after two slashes would be a host. */
    @ParameterizedTest
    @ValueSource(strings = {"//tenant/hook", "//", "///x", "//?q=1", "//a@b:1/c", "/?u=https://x/y", "/:80"})
    void a_path_is_sent_as_it_stands(String pathAndQuery) {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "ok"))) {
            client.post("acme", target(server, pathAndQuery), Map.of(), "application/json", "{}".getBytes(UTF_8));

            assertThat(server.requests().get(0).target()).isEqualTo(pathAndQuery);
        }
    }

    @Test
    void an_answer_is_given_whole() {
        try (ScriptedServer server =
                ScriptedServer.start(reply(418, "short and stout", "X-Pot: tea", "x-pot: coffee", "Retry-After: 7"))) {
            Answer answer = answer(server);

            assertThat(answer.status()).isEqualTo(418);
            assertThat(new String(answer.body(), UTF_8)).isEqualTo("short and stout");
            assertThat(answer.header("RETRY-AFTER")).isEqualTo("7");
            assertThat(answer.header("X-Pot")).isEqualTo("tea");
            assertThat(answer.header("absent")).isNull();
            assertThat(answer.toString()).doesNotContain("stout", "tea");
        }
    }

    @Test
    void chunks_and_bodies_up_to_the_end_of_the_connection_are_read_too() {
        try (ScriptedServer server = ScriptedServer.start(
                raw(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;ext=1\r\nab\r\n1\r\nc\r\n0\r\nTrailer: x\r\n\r\n"),
                rawThenClose("HTTP/1.0 200 OK\r\n\r\ndef"),
                raw("HTTP/1.1 204 No Content\r\n\r\n"))) {
            assertThat(answer(server).body()).isEqualTo("abc".getBytes(UTF_8));
            assertThat(answer(server).body()).isEqualTo("def".getBytes(UTF_8));
            assertThat(answer(server).body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void a_redirect_is_an_answer_and_is_not_followed(int status) {
        try (ScriptedServer elsewhere = ScriptedServer.start(reply(200, ""));
                ScriptedServer server = ScriptedServer.start(
                        reply(status, "", "Location: http://127.0.0.1:" + elsewhere.port() + "/"))) {
            assertThat(answer(server).status()).isEqualTo(status);

            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void cookies_and_challenges_leave_no_trace_in_the_next_request() {
        try (ScriptedServer server = ScriptedServer.start(reply(
                401,
                "",
                "Set-Cookie: a=b",
                "WWW-Authenticate: Basic realm=\"x\"",
                "Refresh: 0; url=http://localhost/"))) {
            answer(server);
            answer(server);

            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKeys("Cookie", "Authorization"));
        }
    }

    @Test
    void a_compressed_body_stays_compressed() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "\u001f\u008b bomb", "Content-Encoding: gzip"))) {
            assertThat(answer(server).body()).hasSize(7);
        }
    }

    @Test
    void proxies_of_the_environment_are_not_asked() {
        List<URI> asked = new ArrayList<>();
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new RecordingSelector(asked));
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", "1");
        try (ScriptedServer server = ScriptedServer.start(reply(200, ""))) {
            assertThat(answer(server).status()).isEqualTo(200);
            assertThat(asked).isEmpty();
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void a_header_that_would_end_early_is_refused_without_being_quoted() {
        Target target = Targets.trusted("http://localhost:1/");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.post(
                        "acme",
                        target,
                        Map.of("Authorization", "Bearer s3cr3t\r\nX: y"),
                        "application/json",
                        new byte[0]))
                .withMessageContaining("Authorization")
                .withMessageNotContaining("s3cr3t");
    }

    private Answer answer(ScriptedServer server) {
        return (Answer) post(client, target(server, "/"));
    }

    private static Target target(ScriptedServer server, String pathAndQuery) {
        return Targets.trusted("http://localhost:" + server.port() + pathAndQuery);
    }

    private static final class RecordingSelector extends ProxySelector {
        private final List<URI> asked;

        RecordingSelector(List<URI> asked) {
            this.asked = asked;
        }

        @Override
        public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            asked.add(uri);
        }
    }
}
