package io.wasettings.processor.token;

import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tokens in whole processors; the authorization server issues access tokens for ten seconds only. */
@Tag("once")
class TokenLifeIT {

    private static final AuthorizationServer SERVER = new AuthorizationServer(Duration.ofSeconds(10));
    private static final ScriptedServer WEBHOOK = ScriptedServer.start(reply(200, ""));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private final String id = UUID.randomUUID().toString();
    private final String key = "acme" + id.substring(0, 8) + "/transactional/default";

    @BeforeAll
    static void start() {
        HARNESS.start(
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1",
                "--wa.settings.processor.renewal.floor=500ms",
                "--wa.settings.processor.renewal.interval=100ms",
                "--wa.settings.processor.renewal.after=0.1");
    }

    @AfterAll
    static void close() {
        HARNESS.close();
        WEBHOOK.close();
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_credentials", "refresh_token"})
    void a_stored_token_is_always_one_that_the_server_accepts(String grantType) {
        String original = SERVER.authorize(AuthorizationServer.BASIC_CLIENT);
        submit(id, WEBHOOK, SERVER.tokenUrl(), grantType, original);
        assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);
        Set<Instant> expiries = new HashSet<>();

        await().atMost(Duration.ofSeconds(40)).until(() -> {
            expiries.add(stored().getDate("token_expires_at").toInstant());
            return expiries.size() >= 4;
        });

        Document stored = stored();
        assertThat(SERVER.accepts(open(Purpose.ACCESS_TOKEN, stored.getString("sealed_token"))
                        .accessToken()))
                .isTrue();
        assertThat(stored.get("renewal", Document.class)).containsEntry("state", "scheduled");
        if (grantType.equals("refresh_token")) {
            assertThat(SERVER.isNewest(original)).isFalse();
        }
    }

    @Test
    void a_command_that_is_corrected_after_its_webhook_was_refused_sends_the_same_refresh_token_again() {
        try (ScriptedServer wrongAtFirst = ScriptedServer.start(reply(404, ""), reply(200, ""));
                RotatingServer server = new RotatingServer()) {
            submit(id, wrongAtFirst, url(server), "refresh_token", "rt-1");
            assertThat(HARNESS.terminal(id).code()).isEqualTo(2020);

            String corrected = "corrected-" + id;
            submit(corrected, wrongAtFirst, url(server), "refresh_token", "rt-1");

            assertThat(HARNESS.terminal(corrected).state()).isEqualTo(State.APPLIED);
            assertThat(server.presented()).containsExactly("rt-1", "rt-2");
            assertThat(open(Purpose.SETTINGS, stored().getString("sealed_secrets"))
                            .refreshToken())
                    .isEqualTo("rt-3");
        }
    }

    @Test
    void a_token_in_force_that_a_refused_correction_may_have_ended_is_renewed_at_once() {
        try (ScriptedServer wrongAtLast = ScriptedServer.start(reply(200, ""), reply(404, ""));
                RotatingServer server = new RotatingServer()) {
            submit(id, wrongAtLast, url(server), "refresh_token", "rt-1");
            assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);

            String corrected = "corrected-" + id;
            submit(corrected, wrongAtLast, url(server), "refresh_token", "rt-1");
            assertThat(HARNESS.terminal(corrected).code()).isEqualTo(2020);

            await().untilAsserted(() -> assertThat(open(Purpose.ACCESS_TOKEN, stored().getString("sealed_token"))
                            .accessToken())
                    .isEqualTo("at-3"));
            assertThat(stored().getString("command_id")).isEqualTo(id);
            assertThat(server.presented()).containsExactly("rt-1", "rt-2", "rt-3");
        }
    }

    @Test
    void a_retry_uses_the_token_that_the_first_attempt_was_granted() {
        try (ScriptedServer downAtFirst = ScriptedServer.start(reply(503, ""), reply(200, ""));
                RotatingServer server = new RotatingServer()) {
            submit(id, downAtFirst, url(server), "refresh_token", "rt-1");

            assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);
            assertThat(HARNESS.terminal(id).attempt()).isEqualTo(2);
            assertThat(server.presented()).containsExactly("rt-1");
            assertThat(open(Purpose.SETTINGS, stored().getString("sealed_secrets"))
                            .refreshToken())
                    .isEqualTo("rt-2");
        }
    }

    private void submit(
            String command, ScriptedServer webhook, String tokenUrl, String grantType, String refreshToken) {
        HARNESS.submit(
                command,
                key,
                """
                "webhook_url": "http://127.0.0.1:%d/hook", "auth_type": "oauth2", "oauth2": {"grant_type": "%s",
                "token_url": "%s", "client_id": "%s", "scopes": ["%s"], "expires_in": 60}""".formatted(
                                webhook.port(),
                                grantType,
                                tokenUrl,
                                AuthorizationServer.BASIC_CLIENT,
                                AuthorizationServer.SCOPE),
                new Secrets(Map.of(
                        Secrets.CLIENT_SECRET, AuthorizationServer.BASIC_SECRET, Secrets.REFRESH_TOKEN, refreshToken)));
    }

    private static String url(RotatingServer server) {
        return "http://127.0.0.1:" + server.port() + "/token";
    }

    private Document stored() {
        return HARNESS.database().getCollection("settings").find(eq(key)).first();
    }

    private Secrets open(Purpose purpose, String sealed) {
        return HARNESS.secretBox()
                .openAtRest(purpose, key, sealed)
                .fold(Function.identity(), refusal -> fail(refusal.message()));
    }
}
