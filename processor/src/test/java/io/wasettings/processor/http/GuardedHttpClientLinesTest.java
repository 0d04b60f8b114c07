package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.ScriptedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of an answer in which one client sees a header, a length or an end that another one does not. */
class GuardedHttpClientLinesTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String REST = "b".repeat(42);

    @AutoClose
    private final GuardedHttpClient client = TestClients.patient(null, null);

    @ParameterizedTest(name = "{0}")
    @MethodSource({"statusLines", "fieldLines", "chunkLines"})
    void an_answer_whose_lines_clients_read_differently_is_none(String name, String answer) {
        try (ScriptedServer server = ScriptedServer.start(raw(answer))) {
            assertThat(post(server))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_HTTP));
        }
    }

    static Stream<Arguments> statusLines() {
        return Stream.of(
                Arguments.of("a version of three digits", "HTTP/01.1 200 OK\r\n" + EMPTY),
                Arguments.of("a minor version of two digits", "HTTP/1.10 200 OK\r\n" + EMPTY),
                Arguments.of("no minor version", "HTTP/1 200 OK\r\n" + EMPTY),
                Arguments.of("a space before the version", " HTTP/1.1 200 OK\r\n" + EMPTY),
                Arguments.of("no space after the version", "HTTP/1.1200 OK\r\n" + EMPTY),
                Arguments.of("a status of two digits", "HTTP/1.1 20 OK\r\n" + EMPTY),
                Arguments.of("a carriage return within the reason", "HTTP/1.1 200 OK\rX: y\r\n" + EMPTY),
                Arguments.of("a zero byte within the reason", "HTTP/1.1 200 O\0K\r\n" + EMPTY));
    }

    static Stream<Arguments> fieldLines() {
        return Stream.of(
                Arguments.of("a space before the first header", OK + " Content-Length: 5\r\nX: y\r\n\r\n" + REST),
                Arguments.of("a tab before the first header", OK + "\tTransfer-Encoding: chunked\r\n\r\n" + REST),
                Arguments.of("a space alone", OK + " \r\n" + EMPTY),
                Arguments.of(
                        "a carriage return before a header",
                        OK + "X: y\r\n\rTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                Arguments.of("a carriage return for a header's end", OK + "X: y\rContent-Length: 5\r\n\r\n" + REST),
                Arguments.of("a carriage return for the end", OK + "\r\r\n"),
                Arguments.of("a carriage return within a folded value", OK + "X: y\r\n z\r1\r\n" + EMPTY),
                Arguments.of("a zero byte within a name", OK + "Transfer-Encoding\0: chunked\r\n\r\n" + REST),
                Arguments.of("a zero byte within a value", OK + "X: y\0z\r\n" + EMPTY),
                Arguments.of("a space within a name", OK + "X Y: z\r\n" + EMPTY),
                Arguments.of("parentheses within a name", OK + "(X): y\r\n" + EMPTY),
                Arguments.of("a semicolon within a name", OK + "X;: y\r\n" + EMPTY),
                Arguments.of("a letter beyond ASCII within a name", OK + "Content-L\u00e9ngth: 5\r\n" + EMPTY),
                Arguments.of("no name", OK + ": y\r\n" + EMPTY),
                Arguments.of("a space before the colon", OK + "Transfer-Encoding : chunked\r\n\r\n" + REST),
                Arguments.of("a tab before the colon", OK + "Transfer-Encoding\t: chunked\r\n\r\n" + REST),
                Arguments.of("an interim answer", "HTTP/1.1 103 Early Hints\r\n X: y\r\n\r\n" + OK + EMPTY),
                Arguments.of("an answer after an interim one", "HTTP/1.1 100 Continue\r\n\r\n" + OK + " X: y\r\n\r\n"));
    }

    static Stream<Arguments> chunkLines() {
        return Stream.of(
                Arguments.of(
                        "a carriage return within a chunk extension", CHUNKED + "2a;a\rb\r\n" + REST + "\r\n0\r\n\r\n"),
                Arguments.of("a carriage return after a chunk's size", CHUNKED + "5\r\r;ABCD\r\nhello\r\n0\r\n\r\n"),
                Arguments.of("a carriage return after a chunk", CHUNKED + "5\r\nhello\r\r\n0\r\n\r\n"),
                Arguments.of("a carriage return within a trailer", CHUNKED + "0\r\nX: y\r\rZ: z\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 304, 408, 429, 503})
    void a_status_that_says_enough_is_told_whatever_lines_come_after_it(int status) {
        String head = "HTTP/1.1 " + status + " Something\r\nX Y: z\r\nTransfer-Encoding\0: chunked\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(raw(head + REST))) {
            assertThat(post(server))
                    .isInstanceOfSatisfying(
                            Answer.class, answer -> assertThat(answer.status()).isEqualTo(status));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void an_answer_whose_lines_are_only_unusual_is_one(String name, String answer) {
        try (ScriptedServer server = ScriptedServer.start(raw(answer))) {
            assertThat(post(server)).isInstanceOfSatisfying(Answer.class, complete -> {
                assertThat(complete.status()).isEqualTo(200);
                assertThat(complete.body()).asString().isEqualTo("hello");
            });
        }
    }

    static Stream<Arguments> an_answer_whose_lines_are_only_unusual_is_one() {
        String rest = "Content-Length: 5\r\n\r\nhello";
        return Stream.of(
                Arguments.of("a later minor version", "HTTP/1.2 200 OK\r\n" + rest),
                Arguments.of("no reason", "HTTP/1.1 200\r\n" + rest),
                Arguments.of("a space for the reason", "HTTP/1.1 200 \r\n" + rest),
                Arguments.of("a reason beyond ASCII", "HTTP/1.1 200 \u00d6K\t \r\n" + rest),
                Arguments.of("an older minor version", "HTTP/1.0 200 OK\r\n" + rest),
                Arguments.of(
                        "interim answers before it",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nX: y\r\n z\r\n\r\n" + OK + rest),
                Arguments.of("white space around values", OK + "X:y \t\r\nContent-Length:\t5 \r\n\r\nhello"),
                Arguments.of("a colon within a value", OK + "X: y: z\r\n" + rest),
                Arguments.of("line feeds alone", (OK + rest).replace("\r", "")),
                Arguments.of("a folded header", OK + "X: y\r\n z: 1\r\n\tz\r\n \r\n" + rest),
                Arguments.of("a folded length", OK + "Content-Length:\r\n 5\r\n\r\nhello"),
                Arguments.of("an empty value", OK + "X:\r\n" + rest),
                Arguments.of("all of a token's characters", OK + "!#$%&'*+-.^_`|~09azAZ: y\r\n" + rest),
                Arguments.of("a value beyond ASCII", OK + "X: \u00e9\t\u0001\u007f\r\n" + rest),
                Arguments.of("a padded size of a chunk", CHUNKED + "0005  \r\nhello\r\n0  \r\n\r\n"),
                Arguments.of("a quoted chunk extension", CHUNKED + "5 ; a=\"b;\u00e9\"\r\nhello\r\n0;c\r\n\r\n"),
                Arguments.of("line feeds between chunks", CHUNKED + "5\nhello\n0\n\n"),
                Arguments.of("a trailer", CHUNKED + "5;a=b\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n"));
    }

    private Exchange post(ScriptedServer server) {
        return TestClients.post(client, Targets.trusted("http://localhost:" + server.port() + "/"));
    }
}
