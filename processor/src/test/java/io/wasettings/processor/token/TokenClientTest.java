package io.wasettings.processor.token;

import static io.wasettings.testkit.Latches.awaitQuietly;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.endpoint.LentToken;
import io.wasettings.processor.token.endpoint.TokenAnswer;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClientTest {

    private static final Step GOOD =
            reply(200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"expires_in\": 60}");
    private static final Step INVALID_CLIENT = reply(401, "{\"error\": \"invalid_client\"}");
    /** Form encoding changes it, so that all three ways differ. */
    private static final String SECRET = "p/a+s%s word";

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @Test
    void after_invalid_client_the_ways_of_authentication_are_tried_in_order() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_CLIENT, INVALID_CLIENT, GOOD)) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(((Granted) result).token().facts().authMethod()).isEqualTo(AuthMethod.CLIENT_SECRET_POST);
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(0).headers())
                    .containsEntry("Authorization", "Basic YWNtZS1zbXM6cCUyRmElMkJzJTI1cyt3b3Jk");
            assertThat(server.requests().get(1).headers())
                    .containsEntry("Authorization", "Basic YWNtZS1zbXM6cC9hK3MlcyB3b3Jk");
            assertThat(server.requests().get(2).headers()).doesNotContainKey("Authorization");
            assertThat(server.requests().get(2).body())
                    .contains("client_id=acme-sms", "client_secret=p%2Fa%2Bs%25s+word");
        }
    }

    @Test
    void each_refused_way_is_told_before_the_next_one_is_tried() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_CLIENT, GOOD)) {
            fixture.fetch(request(server, null, Set.of()));

            assertThat(fixture.refusedMethods).containsExactly(AuthMethod.CLIENT_SECRET_BASIC);
        }
    }

    @Test
    void a_refresh_token_is_presented_in_no_further_way_once_it_is_ours_no_longer() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_CLIENT, GOOD)) {
            TokenRequest request = request(server, null, Set.of());
            LentToken lent = new LentToken("rt-1", () -> server.requests().isEmpty());

            TokenAnswer answer = fixture.client().request(request.client(), lent, request.authMethods(), refused -> {});

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            TokenAnswer.NoTokenNow.class,
                            unavailable ->
                                    assertThat(unavailable.result().reason()).isEqualTo(Reason.NOT_ASKED));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void any_other_error_ends_the_walk() {
        try (ScriptedServer server = ScriptedServer.start(reply(400, "{\"error\": \"invalid_scope\"}"))) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(((Refused) result).error())
                    .isEqualTo(new FieldMessage(
                            "/oauth2/scopes",
                            "holds a scope that is unknown, malformed or not allowed (invalid_scope)"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void where_no_scope_was_sent_none_is_called_wrong(int status) {
        try (ScriptedServer server = ScriptedServer.start(reply(status, "{\"error\": \"invalid_scope\"}"))) {
            TokenResult result = fixture.fetch(TokenFixture.withoutScopes(server.port()));

            assertThat(((Refused) result).error())
                    .isEqualTo(new FieldMessage(
                            "/oauth2/scopes",
                            "is needed by the token endpoint: name the scopes that it grants (invalid_scope)"));
        }
    }

    @Test
    void where_no_scope_was_asked_for_an_incomplete_request_may_lack_them() {
        Step incomplete = reply(400, "{\"error\": \"invalid_request\"}");
        try (ScriptedServer server = ScriptedServer.start(incomplete)) {
            TokenResult result = fixture.fetch(TokenFixture.withoutScopes(server.port()));

            assertThat(((Refused) result).error())
                    .isEqualTo(new FieldMessage(
                            "/oauth2/token_url",
                            "refused the request as incomplete or malformed (invalid_request); check token_url,"
                                    + " client_id and client_secret; or name the scopes if it needs some"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 {\"error\": \"bad_refresh_token\"}",
                "400 {\"error\": \"bad_refresh_token\"}",
                "400 {\"error\": \"invalid_request\"}",
            })
    void a_refresh_token_that_was_presented_is_among_what_to_check(String answer) {
        Step refusal = reply(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        try (ScriptedServer server = ScriptedServer.start(refusal)) {
            TokenResult result = fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));

            assertThat(((Refused) result).error().message())
                    .contains("check token_url, client_id, client_secret and refresh_token");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "200 {\"error\":\"invalid_client\"}",
                "302 {\"error\":\"invalid_client\"}",
                "400 {\"error\":\"invalid_client\"}",
                "418 {\"error\":\"invalid_client\"}",
                "401 {\"error\":\"unauthorized_client\"}",
                "401 <html/>",
                "400 {\"error\":\"invalid_request\"}",
                "403 {\"error\":\"invalid_request\"}",
                "400 {\"error\":\"BAD_CLIENT_ID\"}",
                "403 {\"message\":\"forbidden\"}",
                "400 {\"error\":{\"code\":101}}",
                "400 {\"error\":\"\"}",
            })
    void what_may_mean_the_client_authentication_moves_on(int status, String body) {
        try (ScriptedServer server = ScriptedServer.start(reply(status, body), GOOD)) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(result).isInstanceOf(Granted.class);
            assertThat(fixture.refusedMethods).containsExactly(AuthMethod.CLIENT_SECRET_BASIC);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "200 {\"error\":\"invalid_request\"}",
                "200 {\"error\":\"bad_client_secret\"}",
                "400 {\"error\":\"invalid_grant\"}",
                "401 {\"error\":\"invalid_grant\"}",
                "403 {\"error\":\"invalid_grant\"}",
                "400 {\"error\":\"invalid_scope\"}",
                "403 {\"error\":\"access_denied\"}",
                "400 {\"error\":\"unsupported_response_type\"}",
                "400 {\"error\":\"unauthorized_client\"}",
                "404 {\"error\":\"invalid_request\"}",
                "405 {\"message\":\"not_allowed\"}",
            })
    void what_says_something_else_ends_the_walk(int status, String body) {
        try (ScriptedServer server = ScriptedServer.start(reply(status, body), GOOD)) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(result).isInstanceOf(Refused.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void what_says_that_it_may_pass_is_tried_later_and_by_no_other_way() {
        try (ScriptedServer server = ScriptedServer.start(reply(503, "{\"error\": \"invalid_client\"}"), GOOD)) {
            assertThat(fixture.fetch(request(server, null, Set.of()))).isInstanceOf(Unavailable.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void where_no_way_works_the_one_that_found_the_client_wrong_is_told() {
        Step ownShape = reply(400, "{\"status\": \"BAD_REQUEST\"}");
        try (ScriptedServer server = ScriptedServer.start(ownShape, INVALID_CLIENT, ownShape)) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/client_secret");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"<html/>", "{\"error\":\"access_denied\"}", "{\"error\":\"unauthorized_client\"}"})
    void a_401_tells_that_the_client_was_refused_whatever_its_code(String body) {
        Step later = reply(400, "{\"error\": \"invalid_request\"}");
        try (ScriptedServer server = ScriptedServer.start(reply(401, body), later)) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/client_secret");
            assertThat(((Refused) result).error().message()).contains("401");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void where_no_way_works_and_none_says_why_the_status_is_told() {
        try (ScriptedServer server = ScriptedServer.start(reply(400, "nope"))) {
            TokenResult result = fixture.fetch(request(server, null, Set.of()));

            assertThat(((Refused) result).error().toString()).contains("/oauth2/token_url", "400");
        }
    }

    @Test
    void a_refused_refresh_token_is_not_presented_by_another_way_of_authentication() {
        try (ScriptedServer server = ScriptedServer.start(reply(401, "{\"error\": \"invalid_grant\"}"))) {
            TokenResult result = fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));

            assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/refresh_token");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void what_worked_before_is_tried_first() {
        try (ScriptedServer server = ScriptedServer.start(GOOD)) {
            fixture.fetch(request(server, AuthMethod.CLIENT_SECRET_POST, Set.of()));

            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).body()).contains("client_secret=");
        }
    }

    @Test
    void what_was_refused_before_is_not_tried_again_and_no_answer_is_invented() {
        try (ScriptedServer server = ScriptedServer.start(GOOD)) {
            Set<AuthMethod> all = Set.of(AuthMethod.values());

            TokenResult result = fixture.fetch(request(server, null, all));

            assertThat(((Refused) result).error().message()).contains("before").doesNotContain("invalid_client");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void where_nothing_is_left_to_try_a_refresh_token_is_among_what_to_check() {
        try (ScriptedServer server = ScriptedServer.start(GOOD)) {
            TokenRequest plain = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
            KnownAuthMethods nothingLeft = new KnownAuthMethods(null, Set.of(AuthMethod.values()));

            TokenResult result =
                    fixture.fetch(new TokenRequest(plain.requester(), plain.client(), plain.grant(), nothingLeft));

            assertThat(((Refused) result).error().message())
                    .endsWith("check token_url, client_id, client_secret and refresh_token");
        }
    }

    @Test
    void a_way_that_would_send_the_same_again_is_left_out() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_CLIENT)) {
            fixture.fetch(TokenFixture.clientCredentials(server.port()));

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void a_refresh_token_that_comes_with_client_credentials_is_not_kept() {
        try (ScriptedServer server = ScriptedServer.start(
                reply(200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"refresh_token\": \"rt\"}"))) {
            TokenResult result = fixture.fetch(TokenFixture.clientCredentials(server.port()));

            assertThat(((Granted) result).token().refreshToken()).isNull();
        }
    }

    @Test
    void a_missing_token_type_is_assumed_to_be_bearer_and_warned_of() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "{\"access_token\": \"at\"}"))) {
            TokenResult result = fixture.fetch(TokenFixture.clientCredentials(server.port()));

            assertThat(((Granted) result).warnings()).hasSize(1);
            assertThat(((Granted) result).token().facts().scope()).isEqualTo("sms.send sms.read");
        }
    }

    @Test
    void two_requests_with_the_same_credentials_at_the_same_time_are_one() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(conversation -> {
            arrived.countDown();
            awaitQuietly(mayAnswer);
            GOOD.answer(conversation);
        })) {
            TokenRequest request = TokenFixture.clientCredentials(server.port());
            FutureTask<TokenResult> first = new FutureTask<>(() -> fixture.fetch(request));
            FutureTask<TokenResult> second = new FutureTask<>(() -> fixture.fetch(request));
            new Thread(first).start();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            Thread waiter = new Thread(second);
            waiter.start();
            await().until(() -> waiter.getState() == Thread.State.WAITING);

            mayAnswer.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Granted.class);
            assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Granted.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void one_who_may_try_every_way_does_not_share_the_answer_of_one_who_may_not() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(conversation -> {
            if (arrived.getCount() == 0) {
                GOOD.answer(conversation);
            } else {
                arrived.countDown();
                awaitQuietly(mayAnswer);
                INVALID_CLIENT.answer(conversation);
            }
        })) {
            Set<AuthMethod> allButOne = EnumSet.complementOf(EnumSet.of(AuthMethod.CLIENT_SECRET_POST));
            FutureTask<TokenResult> first =
                    new FutureTask<>(() -> fixture.fetch(request(server, AuthMethod.CLIENT_SECRET_POST, allButOne)));
            new Thread(first).start();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            TokenResult second = fixture.fetch(request(server, null, Set.of()));

            mayAnswer.countDown();
            assertThat(second).isInstanceOf(Granted.class);
            assertThat(first.get(10, TimeUnit.SECONDS)).isNotInstanceOf(Granted.class);
        }
    }

    private static TokenRequest request(ScriptedServer server, AuthMethod preferred, Set<AuthMethod> refused) {
        TokenRequest plain = TokenFixture.withSecret(TokenFixture.clientCredentials(server.port()), SECRET);
        return new TokenRequest(
                plain.requester(), plain.client(), plain.grant(), new KnownAuthMethods(preferred, refused));
    }
}
