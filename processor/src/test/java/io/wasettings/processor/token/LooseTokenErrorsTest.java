package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error answers, some with the status of a success, that are not strict JSON, but whose {@code error} can be read. */
class LooseTokenErrorsTest {

    private static final String LONG = "x".repeat(100 * 1024);

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_refused_refresh_token_is_not_presented_again_whatever_is_beside_the_code(String name, Step refusal) {
        try (ScriptedServer server = ScriptedServer.start(refusal)) {
            TokenResult result = fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"));

            assertThat(result).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.error().field()).isEqualTo("/oauth2/refresh_token");
                assertThat(refused.refreshTokenIsOver()).isTrue();
            });
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(400, 200).flatMap(LooseTokenErrorsTest::refusals);
    }

    private static Stream<Arguments> refusals(int status) {
        return Stream.of(
                refusal(status, "in Latin-1", "{'error':'invalid_grant','error_description':'jeton expir\u00e9'}"),
                refusal(
                        status,
                        "in Latin-1, before",
                        "{'error_description':'jeton expir\u00e9','error':'invalid_grant'}"),
                refusal(
                        status,
                        "named twice",
                        "{'error_description':'a','error_description':'b','error':'invalid_grant'}"),
                refusal(status, "behind the object", "{'error':'invalid_grant'}\n<!-- 400 -->"),
                refusal(status, "in several lines", "{'error_description':'a\nb','error':'invalid_grant'}"),
                refusal(
                        status,
                        "nested deeply",
                        "{'a':" + "[".repeat(20_000) + "]".repeat(20_000) + ",'error':'invalid_grant'}"),
                refusal(status, "behind a long number", "{'a':" + "1".repeat(60_000) + ",'error':'invalid_grant'}"),
                refusal(status, "behind a wrong escape", "{'by':'CORP\\Alice\\users','error':'invalid_grant'}"),
                refusal(
                        status,
                        "behind a long name",
                        "{'" + LONG.substring(0, 60_000) + "':1,'error':'invalid_grant'}"),
                refusal(status, "over the limit", "{'error':'invalid_grant','error_description':'" + LONG + "'}"),
                Arguments.of(
                        status + ", over the limit, in chunks",
                        Replies.raw("HTTP/1.1 " + status + " Whatever\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n"
                                + "{\"error\":\"invalid_grant\",\"error_description\":\"" + LONG)));
    }

    @Test
    void a_success_that_says_invalid_client_in_latin_1_is_a_reason_to_try_another_way() {
        String body = "{\"error\":\"invalid_client\",\"error_description\":\"client non autoris\u00e9\"}";

        assertThat(fixture.verdict(Replies.reply(200, body), Replies.reply(200, "{\"access_token\": \"at\"}")))
                .isEqualTo("granted");
    }

    @Test
    void a_server_that_asks_to_come_later_in_latin_1_is_tried_when_it_says() {
        String body = "{\"error\":\"temporarily_unavailable\",\"error_description\":\"gest\u00f6rt\"}";

        assertThat(fixture.fetch(Replies.reply(400, body, "Retry-After: 7")))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error=invalid_grant",
                "[{\"error\":\"invalid_grant\"}]]",
                "{\"a\":{\"error\":\"invalid_grant\"}}}",
                "{\"error\":[\"invalid_grant\"]}}",
                "{\"error\":\"invalid_grant",
                "{\"a\" \"error\":\"invalid_grant\"}",
            })
    void what_holds_no_code_of_its_own_is_none(String body) {
        String good = "{\"access_token\": \"at\"}";

        assertThat(fixture.verdict(Replies.reply(400, body), Replies.reply(200, good)))
                .isEqualTo("granted");
    }

    private static Arguments refusal(int status, String name, String body) {
        return Arguments.of(status + ", " + name, Replies.reply(status, body.replace('\'', '"')));
    }
}
