package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.StubServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.core.type.TypeReference;

@ExtendWith(OutputCaptureExtension.class)
class IntrospectionIT {

    private static StubServer server;
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        server = StubServer.start();
        ingest = startWithin("5s");
    }

    private static Ingest startWithin(String timeout) {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.auth.mode", "introspection");
        settings.put("wa.settings.ingest.auth.timeout", timeout);
        settings.put("wa.settings.ingest.auth.audiences", "wa-settings,other-name");
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.introspection-uri", server.uri());
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.client-id", "ingest api");
        settings.put("spring.security.oauth2.resourceserver.opaquetoken.client-secret", "p+ss:word");
        return Ingest.ready(settings);
    }

    @AfterAll
    static void stop() {
        ingest.close();
        server.close();
    }

    @Test
    void an_active_token_lets_its_partner_in() {
        server.answer(
                200,
                "{\"active\": true, \"aud\": \"wa-settings\", \"sub\": \"acme\", \"scope\": \"wa.settings.read wa.settings.write\"}");

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
                "200 | {\"active\": true, \"aud\": \"wa-settings\", \"sub\": \"acme\"} | 403",
                "200 | {\"active\": true, \"aud\": \"wa-settings\", \"sub\": \"acme\", \"scope\": \"wa.settings.read\"} | 403",
                "200 | {\"active\": true, \"aud\": \"wa-settings\", \"scope\": \"wa.settings.write\"} | 403",
                "200 | {\"active\": true, \"aud\": \"wa-settings\", \"sub\": \"a/b\", \"scope\": \"wa.settings.write\"} | 403",
                "200 | {\"active\": true, \"aud\": \"wa-settings\", \"sub\": 7, \"scope\": \"wa.settings.write\"} | 403",
                "200 | nonsense | 503",
                "200 | [] | 503",
                "200 | null | 503",
                "200 | {} | 503",
                "200 | {\"active\": \"true\"} | 503",
                "200 | {\"active\": 1} | 503",
                "200 | {\"active\": null} | 503",
                "204 | '' | 503",
                "302 | {} | 503",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {} | answered 401; correct spring.security.oauth2.resourceserver.opaquetoken.client-id and client-secret",
                "404 | {} | answered 404",
                "200 | nonsense | gave no usable answer",
            })
    void why_tokens_cannot_be_checked_is_logged(int status, String body, String cause, CapturedOutput output) {
        server.answer(status, body);

        // One of its own: a cause is logged once a minute.
        try (Ingest other = startWithin("3s")) {
            submit(other);
        }

        assertThat(output)
                .contains("event=authorization_server_unavailable")
                .contains("The introspection endpoint " + cause)
                .doesNotContain("nonsense");
    }

    @Test
    void at_the_stop_the_web_server_misses_no_thread_that_a_request_began(CapturedOutput output) {
        server.answer(200, "{\"active\": false}");
        int before = output.length();

        try (Ingest other = startWithin("3s")) {
            assertThat(submit(other).status()).isEqualTo(401);
        }

        assertThat(output.toString().substring(before)).doesNotContain("has failed to stop it");
    }

    @Test
    void an_authorization_server_that_does_not_answer_does_not_hold_the_request_up_and_is_logged(
            CapturedOutput output) {
        server.hang();

        try (Ingest impatient = startWithin("500ms")) {
            assertThat(submit(impatient).status()).isEqualTo(503);
        }

        assertThat(output).contains("The introspection endpoint did not answer: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"exp\": 1 | 401",
                "\"exp\": 0 | 401",
                "\"exp\": -1e300 | 401",
                "\"exp\": 1e300 | 202",
                "\"exp\": 99999999999999999999 | 202",
                "\"exp\": \"tomorrow\" | 503",
                "\"exp\": {} | 503",
                "\"nbf\": 99999999999 | 401",
                "\"nbf\": 1.5 | 202",
                "\"nbf\": [] | 503",
                "\"token_type\": \"Bearer\" | 202",
                "\"token_type\": \"refresh_token\" | 401",
                "\"token_use\": \"refresh_token\" | 401",
                "\"token_use\": \"id\" | 401",
                "\"typ\": \"Refresh\" | 401",
                "\"typ\": \"Offline\" | 401",
                "\"typ\": \"Bearer\" | 202",
                "\"iss\": \"not a url\", \"iat\": \"x\", \"client_id\": 5, \"username\": [] | 202",
                "\"aud\": \"somebody-else\" | 401",
                "\"aud\": [\"a\", \"other-name\"] | 202",
                "\"aud\": [] | 401",
                "\"aud\": 5 | 401",
                "\"aud\": null | 401",
                "\"scope\": [\"wa.settings.write\", 5] | 202",
                "\"scope\": 5 | 403",
                "\"scope\": null, \"scp\": \"wa.settings.write\" | 202"
            })
    void an_active_token_is_held_to_all_that_is_said_of_it(String claim, int expected) {
        Map<String, Object> claims = new LinkedHashMap<>(
                Map.of("active", true, "sub", "acme", "scope", "wa.settings.write", "aud", "wa-settings"));
        claims.putAll(Json.mapper().readValue("{" + claim + "}", new TypeReference<Map<String, Object>>() {}));
        server.answer(200, Json.mapper().writeValueAsString(claims));

        assertThat(submit().status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"wa.settings.operate, 200", "wa.settings.operate wa.settings.read, 403"})
    void a_token_with_a_scope_of_partners_opens_nothing_of_operators(String scope, int expected) {
        server.answer(
                200, "{\"active\": true, \"aud\": \"wa-settings\", \"sub\": \"acme\", \"scope\": \"" + scope + "\"}");

        assertThat(ingest.client().as("opaque").get("/actuator/prometheus").status())
                .isEqualTo(expected);
    }

    @Test
    void a_dripping_answer_is_given_up_at_one_deadline() {
        server.drip();

        try (Ingest impatient = startWithin("500ms")) {
            assertTimeout(
                    Duration.ofSeconds(30),
                    () -> assertThat(submit(impatient).status()).isEqualTo(503));
        }
    }

    private static Answer submit() {
        return submit(ingest);
    }

    private static Answer submit(Ingest to) {
        return to.client().as("opaque").submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }
}
