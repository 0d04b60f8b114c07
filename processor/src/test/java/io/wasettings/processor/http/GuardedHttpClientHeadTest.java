package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.close;
import static io.wasettings.testkit.Replies.drip;
import static io.wasettings.testkit.Replies.endless;
import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of which only the head of the answer counts, and answers of which no more than the head is needed. */
class GuardedHttpClientHeadTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nX-Pot: tea\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LATER = " Later\r\nRetry-After: 7\r\n";

    private final GuardedHttpClient client = TestClients.patient(null, null);
    private final GuardedHttpClient hasty = TestClients.hasty();

    @AfterEach
    void close_clients() {
        client.close();
        hasty.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void the_head_is_the_answer_whatever_its_body(String name, Step step) {
        assertHead(client, step);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("in order", reply(200, "body", "X-Pot: tea")),
                Arguments.of("none", raw(OK + "Content-Length: 0\r\n\r\n")),
                Arguments.of("cut before it begins", rawThenClose(OK + "Content-Length: 1\r\n\r\n")),
                Arguments.of("cut within", rawThenClose(OK + "Content-Length: 2\r\n\r\na")),
                Arguments.of("cut before the last chunk", rawThenClose(CHUNKED + "1\r\na\r\n")),
                Arguments.of("malformed chunks", raw(CHUNKED + "x\r\n")),
                Arguments.of("huge trailers", endless(CHUNKED + "0\r\n", "A: b\r\n")),
                Arguments.of("a huge chunk extension", endless(CHUNKED + "1;", "b".repeat(1024))),
                Arguments.of("chunks without end", endless(CHUNKED, "400\r\n" + "b".repeat(1024) + "\r\n")),
                Arguments.of("until the connection ends", endless(OK + "\r\n", "b".repeat(1024))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slowBodies")
    @Execution(ExecutionMode.CONCURRENT)
    void the_head_is_the_answer_if_its_body_takes_too_long(String name, Step step) {
        assertHead(hasty, step);
    }

    static Stream<Arguments> slowBodies() {
        return Stream.of(
                Arguments.of("never goes on", raw(OK + "Content-Length: 2\r\n\r\na")),
                Arguments.of("never ends, slowly", drip(CHUNKED, "1\r\nb\r\n", Duration.ofMillis(100))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenHeads")
    void a_head_that_is_not_in_order_is_no_answer(String name, Step step, Kind kind) {
        assertNoAnswer(client, step, kind);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_head_that_never_ends_is_no_answer() {
        assertNoAnswer(hasty, raw(OK), Kind.TIMEOUT);
    }

    static Stream<Arguments> brokenHeads() {
        return Stream.of(
                Arguments.of("none", close(), Kind.BROKEN),
                Arguments.of("cut within the status line", rawThenClose("HTTP/1.1 5"), Kind.BROKEN),
                Arguments.of("cut before the empty line", rawThenClose(OK), Kind.BROKEN),
                Arguments.of("cut within the empty line", rawThenClose(OK + "\r"), Kind.BROKEN),
                Arguments.of("without end", endless(OK, "A: b\r\n"), Kind.TOO_LARGE),
                Arguments.of(
                        "two lengths",
                        raw(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                        Kind.NOT_HTTP));
    }

    @Test
    void a_connection_is_used_again_once_the_body_is_read() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "body"))) {
            post(server);
            post(server);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_whose_body_is_not_in_order_is_not_used_again() {
        try (ScriptedServer server = ScriptedServer.start(raw(CHUNKED + "x\r\n"))) {
            post(server);
            post(server);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void an_answer_that_may_pass_is_its_head_where_its_body_is_cut_short(int status) {
        assertLater(client, rawThenClose("HTTP/1.1 " + status + LATER + "Content-Length: 2\r\n\r\na"), status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laterBodies")
    void an_answer_that_may_pass_is_its_head_where_its_body_is_not_in_order(String name, String body) {
        assertLater(client, rawThenClose("HTTP/1.1 429" + LATER + body), 429);
    }

    static Stream<Arguments> laterBodies() {
        String chunked = "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of("no last chunk", chunked + "1\r\na\r\n"),
                Arguments.of("malformed chunks", chunked + "x\r\n"),
                Arguments.of("many trailers", chunked + "0\r\n" + "A: b\r\n".repeat(8) + "\r\n"),
                Arguments.of("its length twice", "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of("two lengths", "Content-Length: 5\r\n" + chunked + "0\r\n\r\n"),
                Arguments.of("another encoding", "Transfer-Encoding: identity\r\n\r\n"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void an_answer_that_may_pass_is_its_head_where_its_body_takes_too_long() {
        assertLater(
                hasty, drip("HTTP/1.1 503" + LATER + "Content-Length: 1000\r\n\r\n", "b", Duration.ofMillis(100)), 503);
    }

    @Test
    void a_connection_on_which_a_body_was_cut_short_is_not_used_again() {
        try (ScriptedServer server =
                ScriptedServer.start(raw("HTTP/1.1 503" + LATER + "Transfer-Encoding: chunked\r\n\r\nx\r\n"))) {
            postForAll(client, server);
            postForAll(client, server);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void assertLater(GuardedHttpClient client, Step step, int status) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            assertThat(postForAll(client, server)).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("Retry-After")).isEqualTo("7");
                assertThat(answer.body()).isEmpty();
            });
        }
    }

    private static void assertHead(GuardedHttpClient client, Step step) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            assertThat(post(client, server)).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("X-Pot")).isEqualTo("tea");
                assertThat(answer.body()).isEmpty();
            });
        }
    }

    private static void assertNoAnswer(GuardedHttpClient client, Step step, Kind kind) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            assertThat(post(client, server))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
        }
    }

    private static Exchange postForAll(GuardedHttpClient client, ScriptedServer server) {
        return TestClients.post(client, Targets.trusted("http://localhost:" + server.port() + "/"));
    }

    private Exchange post(ScriptedServer server) {
        return post(client, server);
    }

    private static Exchange post(GuardedHttpClient client, ScriptedServer server) {
        return client.postForHead(
                "acme",
                Targets.trusted("http://localhost:" + server.port() + "/"),
                Map.of(),
                "application/json",
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
