package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers beyond the published hard cases; all over real sockets. */
class TokenAnswersTest {

    private static final String GOOD = "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"expires_in\": 60}";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @Test
    void a_chunked_body_is_put_together() {
        String chunks = "1e\r\n" + GOOD.substring(0, 30) + "\r\n" + Integer.toHexString(GOOD.length() - 30) + ";x=y\r\n"
                + GOOD.substring(30) + "\r\n0\r\nTrailer: x\r\n\r\n";

        assertThat(fixture.verdict(Replies.raw(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks)))
                .isEqualTo("granted");
    }

    @Test
    void interim_answers_are_passed_over_but_not_for_ever() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        String answer = OK + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD;

        assertThat(fixture.verdict(Replies.raw(interim + answer))).isEqualTo("granted");
        assertThat(fixture.verdict(Replies.raw(interim.repeat(20) + answer))).isEqualTo("refused");
        assertThat(fixture.verdict(Replies.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf{\"access_token\": \"at\"}",
                "{\"access_token\": \"at\"}\u0000",
                "{\"access_token\": \"at\", \"x\": \"\u00e9\"}",
                "{\"access_token\": \"at\", \"a\": 1, \"a\": 1}",
                "[{\"access_token\": \"at\"}]",
                "{'access_token': 'at'}",
                "{\"access_token\": \"at\", /* */ \"token_type\": \"Bearer\"}",
                "{\"access_token\": \"at\\ud800\"}",
                "{\"access_token\": \"a t\"}",
                "{\"access_token\": \"at\u007f\"}",
                "{\"access_token\": \"at\", \"token_type\": \" Bearer\"}",
                "{\"access_token\": \"at\", \"token_type\": 1}",
                "{\"access_token\": \"at\", \"error\": \" \"}",
                "{\"access_token\": \"at\", \"error\": true}",
                "{\"access_token\": \"at\", \"error\": 0}",
                "{\"error\": \"\"}",
                "{\"error\": null}",
                "{\"access_token\": \"at\", \"token_type\": \"Bearer Token\"}",
                "{\"access_token\": \"at\", \"error\": {}}",
                "{\"error\": \"temporarily_unavailable\"}",
                "access_token=at&token_type=Bearer",
            })
    void a_complete_success_that_is_no_usable_token_response_is_permanent(String body) {
        assertThat(fixture.verdict(Replies.reply(200, body))).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {} | refused the request with status 400 and no error of RFC 6749;"
                        + " check token_url, client_id and client_secret",
                "403 | {\"error\": \"BAD_CLIENT_ID\"} | refused the request with status 403 and no error of RFC 6749;"
                        + " check token_url, client_id and client_secret",
                "404 | <html/> | must be the token endpoint: it answered a POST with status 404",
                "405 | {} | must be the token endpoint: it answered a POST with status 405",
                "410 | {} | must be the token endpoint: it answered a POST with status 410",
                "422 | {\"detail\": []} | refused the request with status 422 and no error of RFC 6749;"
                        + " check token_url, client_id and client_secret",
                "400 | {\"error\": \"invalid_request\"} | refused the request as incomplete or malformed (invalid_request);"
                        + " check token_url, client_id and client_secret",
                "200 | {\"error\": \"bad_client\"} | refused the request with status 200 and no error of RFC 6749;"
                        + " check token_url, client_id and client_secret",
                "200 | [1] | answered with a token response that is not a JSON object",
                "200 | {\"a\": 1, \"a\": 2} | answered with a token response that names a member twice near line 1, column 13",
                "200 | access_token=at | answered with a token response that is not valid JSON near line 1, column 1",
                "200 | {\"x\": \"\u00e9\"} | answered with a token response that is not valid UTF-8",
                "200 | '\u0000{\u0000}' | answered with a token response that seems to be in UTF-16 or in a schema"
                        + " registry's format; send plain JSON in UTF-8",
            })
    void what_the_partner_should_look_for_is_told(int status, String body, String message) {
        TokenResult result = fixture.fetch(Replies.reply(status, body));

        assertThat(((Refused) result).error()).isEqualTo(new FieldMessage("/oauth2/token_url", message));
    }

    @Test
    void a_compressed_body_of_which_no_token_can_be_taken_is_told_as_such() {
        TokenResult compressed =
                fixture.fetch(Replies.reply(200, "\u001f\u008b\u0008\u0000", "Content-Encoding: gzip"));
        TokenResult plain = fixture.fetch(Replies.reply(200, "{}", "Content-Encoding: Identity"));

        assertThat(((Refused) compressed).error().message())
                .isEqualTo("answered with a token response that is compressed, which was not asked for");
        assertThat(((Refused) plain).error().message()).doesNotContain("compressed");
        assertThat(fixture.verdict(Replies.reply(200, GOOD, "Content-Encoding: gzip")))
                .isEqualTo("granted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-gzip | true",
                "BR | true",
                "deflate, gzip | true",
                "zstd | true",
                "compress | true",
                "utf-8 | false",
                "application/json | false",
                "'' | false"
            })
    void only_an_encoding_that_compresses_is_told_instead_of_what_is_legible(String encoding, boolean compresses) {
        TokenResult result = fixture.fetch(Replies.reply(200, "{}", "Content-Encoding: " + encoding));

        assertThat(((Refused) result).error().message().contains("compressed")).isEqualTo(compresses);
    }

    @Test
    void a_body_over_the_limit_is_permanent_beside_a_success_and_else_the_status_decides() {
        String large = "{\"access_token\": \"at\", \"x\": \"" + "x".repeat(100 * 1024) + "\"}";

        assertThat(fixture.verdict(Replies.reply(200, large))).isEqualTo("refused");
        assertThat(fixture.verdict(Replies.reply(503, large))).isEqualTo("unavailable");
        assertThat(fixture.verdict(Replies.reply(400, large), Replies.reply(200, GOOD)))
                .isEqualTo("granted");
    }

    @Test
    void a_compressed_body_is_permanent_as_none_was_asked_for() {
        assertThat(fixture.verdict(Replies.reply(200, "\u001f\u008b\b\u0000\u0000", "Content-Encoding: gzip")))
                .isEqualTo("refused");
    }

    @Test
    void a_nest_deeper_than_any_reader_needs_is_permanent() {
        String deep = "{\"access_token\": \"at\", \"x\": " + "[".repeat(9000) + "]".repeat(9000) + "}";

        assertThat(fixture.verdict(Replies.reply(200, deep))).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60",
        "60.9, 60",
        "1e3, 1000",
        "'\"60\"', 60",
        "'\"0060\"', 60",
        "null, 1234",
        "1, 1",
        "31536001, 31536000",
        "1e300, 31536000",
        "1E400, 31536000",
        "1e999999999, 31536000",
    })
    void a_stated_lifetime_is_clamped_to_a_year(String expiresIn, long seconds) {
        assertLifetime(expiresIn, seconds);
    }

    @Test
    void a_number_of_hundreds_of_digits_is_clamped_like_any_other() {
        assertLifetime("9".repeat(300), 31536000);
        assertLifetime("\"" + "9".repeat(300) + "\"", 31536000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-1", "-60", "0.5", "1e-9", "-1e9999", "\"0\"", "\"-1\""})
    void in_place_of_a_lifetime_that_is_not_positive_the_partners_counts_with_a_warning(String expiresIn) {
        TokenResult result = assertLifetime(expiresIn, 1234);

        assertThat(result.toString()).contains("not positive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "31536001", "9223372036854775807", "1e400", "\"99999999999999999999\""})
    void a_lifetime_that_is_cut_is_warned_of(String expiresIn) {
        TokenResult result = assertLifetime(expiresIn, 31536000);

        assertThat(result.toString()).contains("more than a year");
    }

    @Test
    void a_lifetime_that_the_partner_declares_is_cut_and_warned_of_too() {
        try (ScriptedServer server =
                ScriptedServer.start(Replies.reply(200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\"}"))) {
            TokenRequest plain = TokenFixture.clientCredentials(server.port());
            PartnerClient client = plain.client();
            TokenRequest longLived = new TokenRequest(
                    plain.requester(),
                    new PartnerClient(
                            client.partner(),
                            client.endpoint(),
                            client.id(),
                            client.secret(),
                            client.scopes(),
                            Duration.ofSeconds(Long.MAX_VALUE)),
                    plain.grant(),
                    plain.authMethods());

            Granted granted = (Granted) fixture.fetch(longLived);

            TokenFacts facts = granted.token().facts();
            assertThat(Duration.between(facts.obtainedAt(), facts.expiresAt())).hasDays(365);
            assertThat(granted.warnings()).extracting(FieldMessage::field).containsExactly("/oauth2/expires_in");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a!b", "a|b", "a:b", "a$b", "a#b", "at=b", "=", "a\\\"b", "a\\\\b", "<a>{b}", "~!@#$%^&*()"})
    void an_access_token_may_be_of_any_visible_characters(String accessToken) {
        assertThat(fixture.verdict(Replies.reply(200, "{\"access_token\": \"" + accessToken + "\"}")))
                .isEqualTo("granted");
    }

    @Test
    void an_access_token_of_16384_characters_is_the_longest() {
        assertThat(fixture.verdict(Replies.reply(200, "{\"access_token\": \"" + "!".repeat(16384) + "\"}")))
                .isEqualTo("granted");
        assertThat(fixture.verdict(Replies.reply(200, "{\"access_token\": \"" + "!".repeat(16385) + "\"}")))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "false", "null"})
    void an_error_that_says_none_beside_a_token_is_none(String error) {
        assertThat(fixture.verdict(Replies.reply(200, "{\"access_token\": \"at\", \"error\": " + error + "}")))
                .isEqualTo("granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BearerToken", "bearertoken", "BEARERTOKEN"})
    void a_bearer_token_is_taken_for_bearer_and_warned_of(String type) {
        TokenResult result = fixture.fetch(
                Replies.reply(200, "{\"access_token\": \"at\", \"token_type\": \"" + type + "\", \"expires_in\": 60}"));

        assertThat(((Granted) result).warnings()).hasSize(1);
    }

    @Test
    void a_token_type_that_only_looks_like_bearer_is_another() {
        String kelvin = "{\"access_token\": \"at\", \"token_type\": \"BearerTo\\u212Aen\", \"expires_in\": 60}";

        assertThat(fixture.verdict(Replies.reply(200, kelvin))).isEqualTo("refused");
    }

    @Test
    void one_byte_order_mark_is_passed_over() {
        String mark = "\u00ef\u00bb\u00bf";

        assertThat(fixture.verdict(Replies.reply(200, mark + GOOD))).isEqualTo("granted");
        assertThat(fixture.fetch(Replies.reply(400, mark + "{\"error\": \"invalid_scope\"}"))
                        .toString())
                .contains("invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "[60]",
                "{}",
                "\"\"",
                "\" 60\"",
                "\"60s\"",
                "\"+60\"",
                "\"--1\"",
                "\"1e3\"",
                "\"\\u0666\\u0660\""
            })
    void a_lifetime_that_is_no_number_of_seconds_is_permanent(String expiresIn) {
        assertThat(fixture.verdict(Replies.reply(200, "{\"access_token\": \"at\", \"expires_in\": " + expiresIn + "}")))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"sms.send\"', sms.send",
        "'\"other sms.read sms.send\"', sms.send sms.read",
        "'[\"sms.read\", \"other\"]', sms.read",
        "'\"\"', ",
        "7, ",
        "null, sms.send sms.read",
        "'{}', ",
        "'\"sms.send\\nsms.read\"', ",
        "'\"at\"', ",
    })
    void of_the_scope_that_was_asked_for_what_was_granted_is_recorded_and_nothing_else_that_is_said(
            String scope, String recorded) {
        String body = "{\"access_token\": \"at\", \"scope\": " + scope + "}";

        TokenResult result = fixture.fetch(Replies.reply(200, body));

        assertThat(((Granted) result).token().facts().scope()).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "\"\\u0000\"", "\"\"", "null"})
    void a_refresh_token_that_nobody_asked_for_is_not_even_looked_at(String refreshToken) {
        assertThat(fixture.verdict(
                        Replies.reply(200, "{\"access_token\": \"at\", \"refresh_token\": " + refreshToken + "}")))
                .isEqualTo("granted");
    }

    @ParameterizedTest
    @CsvSource({
        "301, refused",
        "304, refused",
        "400, refused",
        "402, refused",
        "407, refused",
        "408, unavailable",
        "409, refused",
        "421, refused",
        "425, unavailable",
        "429, unavailable",
        "451, refused",
        "500, unavailable",
        "501, unavailable",
        "503, unavailable",
        "504, unavailable",
        "599, unavailable",
    })
    void the_status_decides_whatever_the_body_says(int status, String verdict) {
        assertThat(fixture.verdict(Replies.reply(status, "{\"error\": \"invalid_grant\", \"access_token\": \"at\"}")))
                .isEqualTo(verdict);
    }

    @Test
    void a_401_moves_on_whatever_its_code_is_but_after_invalid_grant() {
        assertThat(fixture.verdict(Replies.reply(401, "{\"error\": \"invalid_scope\"}"), Replies.reply(200, GOOD)))
                .isEqualTo("granted");
        assertThat(fixture.verdict(Replies.reply(401, "{\"error\": \"invalid_grant\"}"), Replies.reply(200, GOOD)))
                .isEqualTo("refused");
    }

    @Test
    void an_error_message_holds_nothing_of_the_answer_but_a_known_code() {
        TokenResult result = fixture.fetch(Replies.reply(
                400, "{\"error\": \"invalid_scope\", \"error_description\": \"<script>\", \"error_uri\": \"evil\"}"));

        assertThat(((Refused) result).error().toString())
                .contains("/oauth2/scopes", "invalid_scope")
                .doesNotContain("<script>", "evil");
    }

    @Test
    void the_lifetime_counts_from_before_the_request_was_sent() {
        MutableClock clock = new MutableClock();
        try (TokenFixture slow = new TokenFixture(clock);
                ScriptedServer server = ScriptedServer.start(conversation -> {
                    clock.advance(Duration.ofSeconds(9));
                    Replies.reply(200, GOOD).answer(conversation);
                })) {
            TokenResult result = slow.fetch(TokenFixture.clientCredentials(server.port()));

            assertThat(((Granted) result).token().facts().expiresAt())
                    .isEqualTo(clock.instant().plusSeconds(51));
        }
    }

    private TokenResult assertLifetime(String expiresIn, long seconds) {
        TokenResult result =
                fixture.fetch(Replies.reply(200, "{\"access_token\": \"at\", \"expires_in\": " + expiresIn + "}"));

        assertThat(result).isInstanceOf(Granted.class);
        TokenFacts facts = ((Granted) result).token().facts();
        assertThat(Duration.between(facts.obtainedAt(), facts.expiresAt())).hasSeconds(seconds);
        return result;
    }
}
