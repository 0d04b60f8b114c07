package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer.Step;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers of which the end of the connection may have cut off something; all over real sockets. */
class CutTokenAnswersTest {

    private static final String GOOD = "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"expires_in\": 60}";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @Test
    void a_body_that_ends_with_the_connection_is_read() {
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "\r\n" + GOOD))).isEqualTo("granted");
        assertThat(fixture.verdict(Replies.rawThenClose("HTTP/1.0 200 OK\r\n\r\n" + GOOD)))
                .isEqualTo("granted");
    }

    @Test
    void a_body_that_the_end_of_the_connection_cut_short_is_transient() {
        String half = GOOD.substring(0, GOOD.length() / 2);

        assertThat(fixture.verdict(Replies.rawThenClose(OK + "\r\n" + half))).isEqualTo("unavailable");
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "Content-Length: 70\r\n\r\n" + half)))
                .isEqualTo("unavailable");
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "Transfer-Encoding: chunked\r\n\r\n46\r\n" + half)))
                .isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"at\",\"user\":{\"id\":7}",
                "{\"access_token\":\"at\",\"note\":\"}",
                "{\"access_token\":\"at\",\"note\":\"\\\"}",
                "{\"access_token\":\"at\",\"scopes\":[\"a\"]"
            })
    void a_body_that_ends_with_the_connection_before_its_last_bracket_is_cut_short(String body) {
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "\r\n" + body))).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"error\":\"invalid_grant\"'",
        "400, '{\"error\":\"temporarily_unav'",
        "401, '{\"error\":\"invalid_grant\"'",
        "403, '{'",
        "404, '{\"error\"'",
    })
    void an_error_that_the_end_of_the_connection_cut_short_is_transient_and_no_reason_for_another_way(
            int status, String half) {
        assertThat(fixture.verdict(
                        Replies.rawThenClose("HTTP/1.1 " + status + " X\r\n\r\n" + half), Replies.reply(200, GOOD)))
                .isEqualTo("unavailable");
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "404, ' '", "404, <html>", "404, '{\"error\":\"x\"}'", "302, {"})
    void an_error_that_is_not_cut_within_an_object_is_as_its_status_says(int status, String body) {
        assertThat(fixture.verdict(Replies.rawThenClose("HTTP/1.1 " + status + " X\r\n\r\n" + body)))
                .isEqualTo("refused");
    }

    @Test
    void a_redirect_is_one_though_its_body_is_cut_short_or_takes_too_long() {
        try (TokenFixture hasty = TokenFixture.hasty()) {
            assertRedirected(fixture.fetch(Replies.rawThenClose("HTTP/1.1 302 X\r\nContent-Length: 9\r\n\r\na")));
            assertRedirected(hasty.fetch(Replies.raw("HTTP/1.1 302 X\r\n\r\n")));
        }
    }

    private static void assertRedirected(TokenResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.error().message()).startsWith("must be the final URL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n", "\u00ef\u00bb\u00bf"})
    void a_success_that_ends_with_the_connection_before_its_body_begins_is_cut_short(String blank) {
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "\r\n" + blank))).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n"
            })
    void a_success_that_says_that_it_has_no_body_is_permanent(String answer) {
        assertThat(fixture.verdict(Replies.rawThenClose(answer))).isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", ";", "{", "\""})
    void a_body_with_more_behind_its_last_bracket_is_whole_and_malformed(String more) {
        assertThat(fixture.verdict(Replies.rawThenClose(OK + "\r\n" + GOOD + more)))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\na", "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"})
    void what_says_later_is_heard_though_its_body_is_cut_short(String body) {
        Step cut = Replies.rawThenClose("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n" + body);

        assertThat(fixture.fetch(cut))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }
}
