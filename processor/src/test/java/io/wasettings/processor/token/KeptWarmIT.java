package io.wasettings.processor.token;

import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.Status.State;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole processors keep tokens warm that a real authorization server issues for three seconds only. */
class KeptWarmIT {

    private static final AuthorizationServer SERVER = new AuthorizationServer(Duration.ofSeconds(3));
    private static final ScriptedServer WEBHOOK = ScriptedServer.start(reply(200, ""));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private final String id = UUID.randomUUID().toString();
    private final String key = "acme" + id.substring(0, 8) + "/transactional/default";

    @BeforeAll
    static void start() {
        HARNESS.start(
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,127.0.0.1:%d"
                        .formatted(WEBHOOK.port(), SERVER.port()),
                "--wa.settings.processor.renewal.floor=500ms",
                "--wa.settings.processor.renewal.interval=100ms",
                "--wa.settings.processor.renewal.after=0.4");
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
        HARNESS.submit(
                id,
                key,
                """
                "webhook_url": "http://127.0.0.1:%d/hook", "auth_type": "oauth2", "oauth2": {"grant_type": "%s",
                "token_url": "%s", "client_id": "%s", "scopes": ["%s"], "expires_in": 60}""".formatted(
                                WEBHOOK.port(),
                                grantType,
                                SERVER.tokenUrl(),
                                AuthorizationServer.BASIC_CLIENT,
                                AuthorizationServer.SCOPE),
                new Secrets(Map.of(
                        Secrets.CLIENT_SECRET, AuthorizationServer.BASIC_SECRET, Secrets.REFRESH_TOKEN, original)));
        assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);
        Set<Instant> expiries = new HashSet<>();

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            expiries.add(stored().getDate("token_expires_at").toInstant());
            return expiries.size() >= 4;
        });

        Document stored = stored();
        assertThat(SERVER.accepts(open(stored.getString("sealed_token")).accessToken()))
                .isTrue();
        assertThat(stored.get("renewal", Document.class)).containsEntry("state", "scheduled");
        if (grantType.equals("refresh_token")) {
            assertThat(SERVER.isNewest(original)).isFalse();
        }
    }

    private Document stored() {
        return HARNESS.database().getCollection("settings").find(eq(key)).first();
    }

    private Secrets open(String sealed) {
        return ((SecretBox.Opened) HARNESS.secretBox().open(key, sealed)).secrets();
    }
}
