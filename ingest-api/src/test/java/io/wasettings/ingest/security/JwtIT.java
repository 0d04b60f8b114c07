package io.wasettings.ingest.security;

import static io.wasettings.ingest.security.SignedTokens.claims;
import static io.wasettings.ingest.security.SignedTokens.token;
import static io.wasettings.service.security.Scopes.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.StubServer;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.service.security.Scopes;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class JwtIT {

    private static final ECKey KEY = TestKeys.newKey("k1");

    private static StubServer keys;
    private static Ingest ingest;

    @BeforeAll
    static void start() throws Exception {
        keys = StubServer.start();
        keys.answer(200, new JWKSet(KEY).toString(true));
        ingest = Ingest.ready(settings());
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.auth.mode", "jwt");
        settings.put("wa.settings.ingest.auth.partner-claim", "partner");
        settings.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", keys.uri());
        settings.put("spring.security.oauth2.resourceserver.jwt.jws-algorithms", "ES256");
        settings.put("spring.security.oauth2.resourceserver.jwt.audiences", "wa-settings");
        return settings;
    }

    @AfterAll
    static void stop() {
        ingest.close();
        keys.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt"})
    void a_signed_token_lets_its_partner_in(String type) throws Exception {
        Answer answer = submit(token(KEY, type, claims().build()));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("partner")).isEqualTo("acme");
    }

    @Test
    void without_a_token_the_client_is_challenged() {
        Answer answer = submit(null);

        assertUnauthorized(answer);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Bearer");
    }

    @Test
    void a_token_that_does_not_hold_is_refused() throws Exception {
        assertInvalid(submit("nonsense"));
        assertInvalid(submit(token(TestKeys.newKey("k1"), "JWT", claims().build())));
        assertInvalid(submit(token(
                KEY, "JWT", claims().expirationTime(Date.from(Instant.EPOCH)).build())));
        assertInvalid(submit(token(KEY, "JWT", claims().audience("other").build())));
        assertInvalid(submit(token(
                KEY,
                "JWT",
                claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                        .build())));
    }

    @Test
    void a_token_that_never_ends_or_is_none_for_access_is_refused() throws Exception {
        assertInvalid(submit(token(KEY, "JWT", claims().expirationTime(null).build())));
        assertInvalid(submit(token(KEY, "JWT", claims().claim("typ", "Refresh").build())));
        assertInvalid(submit(token(KEY, "JWT", claims().claim("token_use", "id").build())));
    }

    @Test
    void unknown_keys_make_no_more_than_one_fetch_of_the_key_set_in_an_interval() throws Exception {
        submit(token(KEY, "JWT", claims().build()));
        int before = keys.requests();

        for (int i = 0; i < 20; i++) {
            assertInvalid(submit(token(TestKeys.newKey("unknown-" + i), "JWT", claims().build())));
        }

        assertThat(keys.requests() - before).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "scp"})
    void scopes_are_found_in_either_claim_as_a_text_or_a_list(String claim) throws Exception {
        for (Object scopes : List.of("a  " + WRITE, List.of("a", WRITE))) {
            JWTClaimsSet claims =
                    claims().claim("scope", null).claim(claim, scopes).build();

            assertThat(submit(token(KEY, "JWT", claims)).status()).isEqualTo(202);
        }
    }

    @Test
    void a_partner_that_is_no_text_is_none() throws Exception {
        for (Object partner : List.of(12345, true, List.of("acme"), Map.of("a", "b"))) {
            JWTClaimsSet claims = claims().claim("partner", partner).build();

            assertThat(submit(token(KEY, "JWT", claims)).status()).isEqualTo(403);
        }
    }

    @Test
    void a_token_with_scopes_of_partners_and_of_operators_is_a_partners() throws Exception {
        JWTClaimsSet operators = claims().claim("scope", "wa.settings.operate").build();
        JWTClaimsSet mixed =
                claims().claim("scope", WRITE + " wa.settings.operate").build();

        assertThat(metrics(token(KEY, "JWT", operators)).status()).isEqualTo(200);
        assertThat(metrics(token(KEY, "JWT", mixed)).status()).isEqualTo(403);
        assertThat(submit(token(KEY, "JWT", mixed)).status()).isEqualTo(202);
    }

    @Test
    void odd_scopes_grant_nothing_and_break_nothing() throws Exception {
        for (Object scopes : List.of(5, true, List.of(1, 2), Map.of("a", "b"))) {
            JWTClaimsSet claims = claims().claim("scope", scopes).build();

            assertThat(submit(token(KEY, "JWT", claims)).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wa.settings.ingest.auth.authorities-claim-name",
                "spring.security.oauth2.resourceserver.jwt.authorities-claim-name"
            })
    void another_claim_carries_the_scopes_where_that_is_configured(String property) throws Exception {
        Map<String, String> settings = settings();
        settings.put(property, "roles");
        try (Ingest other = Ingest.start(settings)) {
            JWTClaimsSet roles = claims().claim("scope", null)
                    .claim("roles", List.of("wa.settings.read"))
                    .build();

            assertThat(read(other, token(KEY, "JWT", roles))).isEqualTo(404);
            assertThat(read(
                            other,
                            token(
                                    KEY,
                                    "JWT",
                                    claims().claim("scope", "wa.settings.read").build())))
                    .isEqualTo(403);
        }
    }

    @Test
    void a_token_of_more_than_8_kilobytes_is_taken() throws Exception {
        String token =
                token(KEY, "JWT", claims().claim("groups", "g".repeat(9_000)).build());

        assertThat(token).hasSizeGreaterThan(12_000);
        assertThat(submit(token).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"Bearer, 1, 404", "bearer, 1, 404", "Bearer, 2, 404", "Bearer, 0, 401", "Basic, 1, 401"})
    void the_scheme_is_read_in_any_case_and_spaces_after_it_do_not_matter(String scheme, int spaces, int status)
            throws Exception {
        String token =
                token(KEY, "JWT", claims().claim("scope", "wa.settings.read").build());

        Answer answer = ingest.client()
                .as(null)
                .get("/api/wa/v2/commands/unknown", "Authorization", scheme + " ".repeat(spaces) + token);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void two_tokens_are_one_too_many() throws Exception {
        String token = token(KEY, "JWT", claims().build());

        assertThat(ingest.client()
                        .as(token)
                        .get("/api/wa/v2/commands/unknown", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void that_no_audience_is_set_is_said_at_the_start(CapturedOutput output) {
        Ingest.start(settings()).close();
        assertThat(output).doesNotContain("wa.settings.ingest.auth.audiences");

        Map<String, String> settings = settings();
        settings.remove("spring.security.oauth2.resourceserver.jwt.audiences");
        Ingest.start(settings).close();

        assertThat(output).containsOnlyOnce("wa.settings.ingest.auth.audiences");
    }

    @Test
    void that_no_issuer_is_set_is_said_at_the_start(CapturedOutput output) throws Exception {
        Map<String, String> settings = settings();
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://issuer.example.com");
        int before = output.length();
        try (Ingest strict = Ingest.start(settings)) {
            assertThat(read(strict, token(KEY, "JWT", claims().build()))).isEqualTo(401);
        }
        assertThat(output.toString().substring(before)).doesNotContain("event=issuer_not_checked");

        Ingest.start(settings()).close();

        assertThat(output.toString().substring(before)).containsOnlyOnce("event=issuer_not_checked");
    }

    @Test
    void a_token_without_the_scope_is_refused() throws Exception {
        String token =
                token(KEY, "JWT", claims().claim("scope", "wa.settings.read").build());

        Answer answer = submit(token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.text("detail")).contains(WRITE);
        assertThat(ingest.client().as(token).get("/api/wa/v2/commands/unknown").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-acme", "a/b", "a b", "default\n", "auth0|123"})
    void a_token_that_names_no_partner_is_refused(String partner) throws Exception {
        Answer answer =
                submit(token(KEY, "JWT", claims().claim("partner", partner).build()));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail"))
                .isEqualTo("The access token names no partner: the claim for it must be 1 to 128 of A-Z a-z 0-9"
                        + " . _ ~ -, the first a letter or digit.");
    }

    @Test
    void a_token_without_the_partner_claim_is_refused() throws Exception {
        assertThat(submit(token(KEY, "JWT", claims().claim("partner", null).build()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keys_that_cannot_be_fetched_are_not_the_clients_fault() throws Exception {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.auth.mode", "jwt");
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", keys.uri() + "/nothing");
        try (Ingest unlucky = Ingest.start(settings)) {
            Answer answer =
                    unlucky.client().as(token(KEY, "JWT", claims().build())).get("/api/wa/v2/commands/unknown");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void a_key_that_may_be_newer_than_the_last_answer_is_not_the_clients_fault() throws Exception {
        try (StubServer fails = StubServer.start()) {
            fails.answer(200, new JWKSet(KEY).toString(true));
            Map<String, String> settings = settings();
            settings.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", fails.uri());
            settings.put("wa.settings.ingest.auth.keys-interval", "1s");
            try (Ingest instance = Ingest.ready(settings)) {
                String known =
                        token(KEY, "JWT", claims().claim("scope", Scopes.READ).build());
                String expired = token(
                        KEY,
                        "JWT",
                        claims().expirationTime(Date.from(Instant.EPOCH)).build());
                assertThat(read(instance, known)).isEqualTo(404);

                fails.answer(502, "");

                String unknown = token(TestKeys.newKey("k2"), "JWT", claims().build());
                await().until(() -> read(instance, unknown) == 503);
                assertThat(read(instance, known)).isEqualTo(404);
                assertThat(read(instance, expired)).isEqualTo(401);
            }
        }
    }

    private static Answer metrics(String token) {
        return ingest.client().as(token).get("/actuator/prometheus");
    }

    private static Answer submit(String token) {
        return ingest.client().as(token).submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }

    private static int read(Ingest instance, String token) {
        return instance.client().as(token).get("/api/wa/v2/commands/unknown").status();
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:unauthorized");
    }

    private static void assertInvalid(Answer answer) {
        assertUnauthorized(answer);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");
    }
}
