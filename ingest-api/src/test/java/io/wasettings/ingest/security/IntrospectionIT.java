package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.StubServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrospectionIT {

    private static StubServer server;
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        server = StubServer.start();
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.auth.mode", "introspection");
        settings.put("wa.settings.ingest.auth.timeout", "500ms");
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.introspection-uri", server.uri());
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.client-id", "ingest api");
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.client-secret", "p+ss:word");
        ingest = Ingest.ready(settings);
    }

    @AfterAll
    static void stop() {
        ingest.close();
        server.close();
    }

    @Test
    void an_active_token_lets_its_partner_in() {
        server.answer(200, "{\"active\": true, \"sub\": \"acme\", \"scope\": \"wa.settings.read wa.settings.write\"}");

        Answer answer = submit();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("partner")).isEqualTo("acme");
        assertThat(server.lastBody()).isEqualTo("token=opaque");
        assertThat(server.lastAuthorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString("ingest+api:p%2Bss%3Aword".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"active\": false} | 401",
                "200 | {\"active\": true, \"sub\": \"acme\"} | 403",
                "200 | {\"active\": true, \"sub\": \"acme\", \"scope\": \"wa.settings.read\"} | 403",
                "200 | {\"active\": true, \"scope\": \"wa.settings.write\"} | 403",
                "200 | {\"active\": true, \"sub\": \"a/b\", \"scope\": \"wa.settings.write\"} | 403",
                "200 | nonsense | 503",
                "401 | {} | 503",
                "500 | {} | 503"
            })
    void whatever_the_authorization_server_says_the_client_gets_a_fitting_problem(
            int status, String body, int expected) {
        server.answer(status, body);

        Answer answer = submit();

        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After").isPresent()).isEqualTo(expected == 503);
        assertThat(answer.body()).doesNotContain("nonsense");
    }

    @Test
    void an_authorization_server_that_does_not_answer_does_not_hold_the_request_up() {
        server.hang();

        assertThat(submit().status()).isEqualTo(503);
    }

    private static Answer submit() {
        return ingest.client().as("opaque").submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }
}
