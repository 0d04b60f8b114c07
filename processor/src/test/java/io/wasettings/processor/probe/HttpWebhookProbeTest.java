package io.wasettings.processor.probe;

import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.text.Json;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.TestClients;
import io.wasettings.processor.probe.ProbeResult.Passed;
import io.wasettings.processor.probe.ProbeResult.Refused;
import io.wasettings.processor.probe.ProbeResult.Unavailable;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWebhookProbeTest {

    @AutoClose
    private static final GuardedHttpClient CLIENT = TestClients.client(TestClients.DEFAULTS);

    private static final SettingsKey KEY = new SettingsKey("acme", Channel.TRANSACTIONAL, "+14155552671");

    private final WebhookProbe probe = new HttpWebhookProbe(CLIENT, new SimpleMeterRegistry(), Clock.systemUTC());

    @Test
    void the_webhook_is_called_as_the_platform_will_call_it() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, ""))) {
            assertThat(probe(server)).isInstanceOf(Passed.class);

            Request request = server.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/hook?a=b");
            assertThat(request.headers())
                    .containsEntry("Authorization", "Bearer k3y")
                    .containsEntry("Content-Type", "application/json");
            assertThat((Object) Json.mapper().readTree(request.body()))
                    .isEqualTo(Json.mapper().readTree("""
                            {"type": "webhook.verification", "channel": "transactional", "from": "+14155552671",
                             "command_id": "id-1"}"""));
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_webhook_that_answers_200_passes_whatever_its_body(Step step) {
        assertThat(probe(step)).isInstanceOf(Passed.class);
    }

    static Stream<Step> bodies() {
        return Stream.of(
                reply(200, "b".repeat(100 * 1024)),
                Replies.endless("HTTP/1.1 200 OK\r\n\r\n", "b".repeat(1024)),
                Replies.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nb"),
                Replies.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"));
    }

    @Test
    void any_other_status_counts_too_whatever_its_body() {
        assertThat(probe(reply(500, "b".repeat(100 * 1024)))).isInstanceOf(Unavailable.class);
        assertThat(probe(Replies.rawThenClose("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nb")))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 400, 403, 404, 405, 410, 418})
    void any_other_answer_is_refused_for_good(int status) {
        assertThat(probe(reply(status, "", "Location: https://hooks.example.com/")))
                .isEqualTo(new Refused("must answer the verification call with 200, not " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_refused_for_good_since_it_is_not_followed(int status) {
        assertThat(probe(reply(status, "", "Location: https://hooks.example.com/")))
                .isEqualTo(new Refused("must be the final URL: it answered the verification call with a redirect ("
                        + status + "), which is never followed"));
    }

    @Test
    void a_credential_that_the_webhook_does_not_accept_is_refused_for_good() {
        assertThat(probe(reply(401, "")))
                .isEqualTo(new Refused("must answer the verification call with 200, not 401:"
                        + " it does not accept the api_key, or the token that was fetched"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void what_may_pass_is_tried_again(int status) {
        assertThat(probe(reply(status, "", "Retry-After: 10")))
                .isEqualTo(
                        new Unavailable("answered the verification call with " + status, Duration.ofSeconds(10), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void what_may_pass_is_tried_again_though_nobody_can_tell_where_its_body_ends(String body) {
        assertThat(probe(Replies.raw("HTTP/1.1 503 Later\r\nRetry-After: 10\r\n" + body)))
                .isEqualTo(new Unavailable("answered the verification call with 503", Duration.ofSeconds(10), true));
    }

    @Test
    void a_broken_connection_is_tried_again() {
        assertThat(probe(Replies.close())).isInstanceOf(Unavailable.class);
        assertThat(probe(Replies.rawThenClose("HTTP/1.1 20"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void what_is_not_http_is_refused_for_good() {
        assertThat(probe(Replies.rawThenClose("banana\r\n\r\n"))).isInstanceOf(Refused.class);
    }

    @Test
    void no_word_of_the_remote_server_is_told() {
        String told =
                probe(reply(404, "s3cr3t body", "X-Secret: s3cr3t header")).toString();

        assertThat(told).doesNotContain("s3cr3t");
    }

    @Test
    void switched_off_it_takes_every_webhook() {
        assertThat(WebhookProbe.disabled().probe(Targets.trusted("http://127.0.0.1:9/", "127.0.0.1"), "k", KEY, "1"))
                .isInstanceOf(Passed.class);
    }

    private ProbeResult probe(Step step) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            return probe(server);
        }
    }

    private ProbeResult probe(ScriptedServer server) {
        return probe.probe(
                Targets.trusted("http://127.0.0.1:" + server.port() + "/hook?a=b", "127.0.0.1"), "k3y", KEY, "id-1");
    }
}
