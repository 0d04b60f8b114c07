package io.wasettings.ingest.security;

import static io.wasettings.ingest.security.SignedTokens.claims;
import static io.wasettings.ingest.security.SignedTokens.token;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of an issuer that publishes where its keys are. */
class JwtIssuerIT {

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final ECKey KEY = TestKeys.newKey("k1");

    private static ScriptedServer issuer;
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        issuer = ScriptedServer.start(JwtIssuerIT::answer);
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.auth.mode", "jwt");
        settings.put("wa.settings.ingest.auth.partner-claim", "partner");
        settings.put("wa.settings.ingest.auth.keys-interval", "10m");
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", url());
        settings.put("spring.security.oauth2.resourceserver.jwt.jws-algorithms", "ES256");
        settings.put("spring.security.oauth2.resourceserver.jwt.audiences", "wa-settings");
        ingest = Ingest.ready(settings);
    }

    @AfterAll
    static void stop() {
        ingest.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt"})
    void a_token_of_the_issuer_is_taken(String type) throws Exception {
        assertThat(submit(token(KEY, type, claims().issuer(url()).build()))).isEqualTo(202);
    }

    @Test
    void a_token_of_another_issuer_or_of_none_is_refused_whoever_signed_it() throws Exception {
        assertThat(submit(token(KEY, "JWT", claims().issuer(url() + "/other").build())))
                .isEqualTo(401);
        assertThat(submit(token(KEY, "JWT", claims().build()))).isEqualTo(401);
    }

    @Test
    void the_issuer_is_asked_once_in_an_interval() throws Exception {
        for (int i = 0; i < 20; i++) {
            submit(token(
                    TestKeys.newKey("unknown-" + i),
                    "JWT",
                    claims().issuer(url()).build()));
        }

        assertThat(issuer.requests())
                .extracting(Conversation.Request::target)
                .containsExactlyInAnyOrder(METADATA, "/keys");
    }

    private static int submit(String token) {
        return ingest.client()
                .as(token)
                .submit(Bodies.bearer("silent"), "Prefer", "respond-async")
                .status();
    }

    private static void answer(Conversation conversation) throws IOException {
        List<Conversation.Request> requests = issuer.requests();
        String target = requests.get(requests.size() - 1).target();
        reply(
                        target.equals(METADATA) || target.equals("/keys") ? 200 : 404,
                        document(target),
                        "Content-Type: application/json")
                .answer(conversation);
    }

    private static String document(String target) {
        return target.equals(METADATA)
                ? Json.mapper().writeValueAsString(Map.of("issuer", url(), "jwks_uri", url() + "/keys"))
                : new JWKSet(KEY).toString(true);
    }

    private static String url() {
        return "http://127.0.0.1:" + issuer.port();
    }
}
