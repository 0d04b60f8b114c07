package io.wasettings.processor.token.chain;

import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.Tokens;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a refresh token that an exchange may have spent without bringing a token. */
class RefreshTokenDoubtTest {

    private static final Step GOOD = reply(200, "{\"access_token\": \"at\", \"refresh_token\": \"rt-3\"}");
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Step INVALID_GRANT = reply(400, "{\"error\": \"invalid_grant\"}");

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\": \"at\", \"token_type\": \"mac\", \"refresh_token\": \"rt-2\"}",
                "{\"access_token\": \"a t\", \"token_type\": \"Bearer\", \"refresh_token\": \"rt-2\"}",
                "{\"access_token\": \"at\", \"expires_in\": \"soon\", \"refresh_token\": \"rt-2\"}",
                "{\"refresh_token\": \"rt-2\"}",
                "{\"access_token\": \"at\", \"refresh_token\": \"rt-2\", \"error\": \"none\"}",
                "{\"access_token\": \"at\", \"refresh_token\": \"rt-2\", \"error\": 0}",
                "{\"refresh_token\": \"rt-2\", \"error\": \"invalid_client\"}",
                "{\"refresh_token\": \"rt-2\", \"error\": \"invalid_grant\"}",
            })
    void the_successor_in_an_otherwise_unusable_answer_is_kept_and_presented_next(String unusable) {
        try (ScriptedServer server = ScriptedServer.start(reply(200, unusable), GOOD)) {
            assertThat(fetch(server, "command-1")).isInstanceOf(Refused.class);

            assertThat(fetch(server, "command-2")).isInstanceOf(Granted.class);

            assertThat(server.requests().get(1).body()).contains("refresh_token=rt-2");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loose")
    void the_successor_in_an_answer_that_is_no_strict_json_is_kept_and_presented_next(String name, Step loose) {
        try (ScriptedServer server = ScriptedServer.start(loose, GOOD)) {
            assertThat(fetch(server, "command-1")).isNotInstanceOf(Granted.class);

            assertThat(fetch(server, "command-2")).isInstanceOf(Granted.class);

            assertThat(server.requests().get(1).body()).contains("refresh_token=rt-2");
        }
    }

    @Test
    void null_in_an_answer_that_is_no_strict_json_is_no_successor_and_another_way_is_tried_at_once() {
        try (ScriptedServer server = ScriptedServer.start(
                reply(200, "{\"error\":\"invalid_client\",\"refresh_token\":null,\"user\":\"Ren\u00e9\"}"), GOOD)) {
            assertThat(fetch(server, "command-1")).isInstanceOf(Granted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"at\",\"error\":\"invalid_client\"}",
                "{\"access_token\":\"at\",\"error\":\"invalid_client\"}}",
                "{\"access_token\":\"at\",\"error\":\"invalid_client\",\"refresh_token\":\"rt-1\"}"
            })
    void invalid_client_beside_an_access_token_is_a_reason_to_try_another_way_at_once(String body) {
        try (ScriptedServer server = ScriptedServer.start(reply(200, body), GOOD)) {
            assertThat(fetch(server, "command-1")).isInstanceOf(Granted.class);
        }
    }

    @Test
    void a_successor_that_is_cut_off_beside_invalid_client_is_no_reason_to_present_the_spent_one_another_way() {
        try (ScriptedServer server = ScriptedServer.start(
                reply(200, "{\"error\":\"invalid_client\",\"user\":\"Ren\u00e9\",\"refresh_token\":\"rt-"), GOOD)) {
            assertThat(fetch(server, "command-1")).isNotInstanceOf(Granted.class);
        }
    }

    static Stream<Arguments> loose() {
        String open = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"refresh_token\":\"rt-2\"";
        String large = open + ",\"x\":\"" + "x".repeat(100 * 1024) + "\"}";
        return Stream.of(
                Arguments.of("a notice behind it", reply(200, open + "}<br />PHP notice")),
                Arguments.of("in Latin-1", reply(200, open + ",\"user\":\"Ren\u00e9\"}")),
                Arguments.of("another member twice", reply(200, open + ",\"a\":1,\"a\":2}")),
                Arguments.of(
                        "behind a long number",
                        reply(200, "{\"a\":" + "1".repeat(2000) + "," + open.substring(1) + "}")),
                Arguments.of("behind a wrong escape", reply(200, "{\"by\":\"CORP\\Alice\"," + open.substring(1) + "}")),
                Arguments.of("over the limit", reply(200, large)),
                Arguments.of("over the limit, in chunks", Replies.raw(CHUNKED + "19000\r\n" + large)),
                Arguments.of("cut", Replies.rawThenClose("HTTP/1.1 200 OK\r\n\r\n" + open)),
                Arguments.of(
                        "cut short of its length",
                        Replies.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n" + open)),
                Arguments.of("cut within a chunk", Replies.rawThenClose(CHUNKED + "c8\r\n" + open)),
                Arguments.of(
                        "whole, cut before the last chunk", Replies.rawThenClose(CHUNKED + "41\r\n" + open + "}\r\n")),
                Arguments.of("malformed behind a chunk", Replies.raw(CHUNKED + "40\r\n" + open + "\r\nx\r\n")),
                Arguments.of("beside an error", reply(200, open + ",\"error\":\"invalid_client\"}}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"refresh_token\":\"rt-2",
                "{\"refresh_token\":\"rt-2\",\"refresh_token\":\"rt-3\"}",
                "{\"refresh_token\":\"rt-2\",\"refresh_token\":null}",
                "{\"refresh_token\":\"rt-2\",\"refresh_token\":\"rt-",
                "{\"refresh_token\":\"rt-\u00e9\"}",
                "{\"refresh_token\":\"rt\\-2\"}",
                "{\"refresh_token\":\"\"}}",
                "{\"user\":{\"refresh_token\":\"rt-2\"}}}",
                "[{\"refresh_token\":\"rt-2\"}]]",
            })
    void what_is_not_surely_the_successor_is_never_presented(String loose) {
        try (ScriptedServer server = ScriptedServer.start(reply(200, loose), GOOD)) {
            fetch(server, "command-1");

            assertThat(fetch(server, "command-2")).isInstanceOf(Granted.class);

            assertThat(server.requests().get(1).body()).contains("refresh_token=rt-1");
        }
    }

    @Test
    void a_token_that_was_refused_is_over() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_GRANT)) {
            assertThat(((Refused) fetch(server, "command-1")).refreshTokenIsOver())
                    .isTrue();
        }
    }

    @Test
    void a_token_that_was_refused_with_a_successor_is_not_over() {
        Step refusal = reply(200, "{\"refresh_token\": \"rt-2\", \"error\": \"invalid_grant\"}");
        try (ScriptedServer server = ScriptedServer.start(refusal)) {
            assertThat(((Refused) fetch(server, "command-1")).refreshTokenIsOver())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>",
                "HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"access_token\": \"a t\"  }",
                "HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n{\"access_token\":\"at\",\"refresh_token\":\"\\u0007\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 51\r\n\r\n{\"error\":\"invalid_client\",\"refresh_token\":\"\\u0007\"}",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 20",
                "HTTP/9.9 banana\r\n\r\n",
                "HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 24\r\n\r\n{\"error\":\"server_error\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{\"error\":\"server_error\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n{\"access_token\":\"at\",\"error\":\"x\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n{\"access_token\":\"at\",\"error\":\"invalid_scope\"}}",
            })
    void a_token_that_may_have_been_spent_is_told_as_such_when_it_is_refused(String answer)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(Replies.rawThenClose(answer, closed), INVALID_GRANT)) {
            assertThat(fetch(server, "command-1")).isNotInstanceOf(Granted.class);
            closed.await();

            TokenResult result = fetch(server, "command-2");

            assertThat(((Refused) result).error().message()).contains("interrupted", "authorise again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 99\r\n"})
    void a_token_that_was_refused_by_an_answer_that_was_cut_short_is_in_no_doubt(String length)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Step cut = Replies.rawThenClose(
                "HTTP/1.1 400 Bad Request\r\n" + length + "\r\n{\"error\":\"invalid_grant\"", closed);
        try (ScriptedServer server = ScriptedServer.start(cut, INVALID_GRANT)) {
            assertThat(fetch(server, "command-1")).isInstanceOf(Unavailable.class);
            closed.await();

            assertThat(((Refused) fetch(server, "command-2")).error().message()).doesNotContain("interrupted");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 {\"error\": \"invalid_grant\"}",
                "200 {\"error\": \"invalid_grant\", \"refresh_token\": \"rt-1\"}",
                "200 {\"error\": \"invalid_grant\", \"refresh_token\": false}"
            })
    void a_token_that_was_refused_outright_is_in_no_doubt(String answer) {
        Step refusal = reply(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        try (ScriptedServer server = ScriptedServer.start(refusal)) {
            fetch(server, "command-1");

            assertThat(((Refused) fetch(server, "command-2")).error().message()).doesNotContain("interrupted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"   \"", "null"})
    void a_successor_that_is_blank_is_none(String blank) {
        try (ScriptedServer server =
                ScriptedServer.start(reply(200, "{\"access_token\": \"at\", \"refresh_token\": " + blank + "}"))) {
            TokenResult result = fetch(server, "command-1");

            assertThat(((Granted) result).token().refreshToken()).isEqualTo("rt-1");
        }
    }

    @Test
    void a_token_of_spaces_is_presented_like_any_other() {
        try (ScriptedServer server = ScriptedServer.start(INVALID_GRANT)) {
            fixture.fetch(TokenFixture.refreshToken(server.port(), "command-1", "  "));

            assertThat(server.requests().get(0).body()).contains("refresh_token=++");
        }
    }

    @Test
    void a_race_that_was_lost_when_time_is_up_is_tried_later() {
        try (ScriptedServer server = ScriptedServer.start(GOOD, INVALID_GRANT)) {
            fetch(server, "command-1");
            RefreshTokenVault stale = new StaleVault(fixture.vault, "rt-0");
            Tokens impatient = fixture.tokens(stale, Duration.ZERO);

            TokenResult result = impatient.fetch(request(server, "command-2"), method -> {});

            assertThat(result).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void a_token_that_was_refused_while_another_process_has_it_is_tried_later() {
        TokenRequest[] request = new TokenRequest[1];
        try (ScriptedServer server = ScriptedServer.start(conversation -> {
            String id = fixture.chainId(request[0], "rt-1");
            fixture.vault.expireLoans();
            fixture.vault.borrow(id, "another-process", Instant.now().plusSeconds(60));
            INVALID_GRANT.answer(conversation);
        })) {
            request[0] = request(server, "command-1");

            TokenResult result = fixture.tokens(fixture.vault, Duration.ZERO).fetch(request[0], method -> {});

            assertThat(result).isInstanceOf(Unavailable.class);
        }
    }

    private TokenResult fetch(ScriptedServer server, String requester) {
        return fixture.fetch(request(server, requester));
    }

    private static TokenRequest request(ScriptedServer server, String requester) {
        return TokenFixture.refreshToken(server.port(), requester, "rt-1");
    }
}
