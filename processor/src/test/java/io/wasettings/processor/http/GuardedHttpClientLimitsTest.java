package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.close;
import static io.wasettings.testkit.Replies.drip;
import static io.wasettings.testkit.Replies.endless;
import static io.wasettings.testkit.Replies.raw;
import static io.wasettings.testkit.Replies.rawThenClose;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.reset;
import static io.wasettings.testkit.Replies.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers do that break a limit or the rules of HTTP/1.1. */
class GuardedHttpClientLimitsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final int LIMIT = TestClients.DEFAULTS.maxBodySize();

    @AutoClose
    private final GuardedHttpClient client = TestClients.patient(null, null);

    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    @Execution(ExecutionMode.CONCURRENT)
    void a_server_that_takes_too_long_is_left(String name, Step step) {
        try (GuardedHttpClient hasty = TestClients.hasty()) {
            assertFailure(hasty, step, Kind.TIMEOUT);
        }
    }

    @Test
    void a_silence_may_have_a_limit_of_its_own() {
        try (GuardedHttpClient impatient = TestClients.impatient()) {
            assertFailure(impatient, silence(), Kind.TIMEOUT);
        }
    }

    static Stream<Arguments> slow() {
        return Stream.of(
                Arguments.of("never answers", silence()),
                Arguments.of("never ends its headers, slowly", drip(OK, "A: b\r\n", SLOW)),
                Arguments.of("never ends a header, slowly", drip(OK + "A: ", "b", SLOW)),
                Arguments.of("never ends its body, slowly", drip(OK + "Content-Length: 1000\r\n\r\n", "b", SLOW)),
                Arguments.of("never ends its chunks, slowly", drip(CHUNKED, "1\r\nb\r\n", SLOW)),
                Arguments.of("never ends its chunk extension", drip(CHUNKED + "1;", "b", SLOW)),
                Arguments.of("stops within its body", raw(OK + "Content-Length: 2\r\n\r\na")),
                // So slowly that those which are passed over last longer than the call may.
                Arguments.of(
                        "sends interim answers slowly",
                        drip("", "HTTP/1.1 100 Continue\r\n\r\n", SLOW.multipliedBy(5))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oversized")
    void a_server_that_sends_too_much_is_left(String name, Step step) {
        assertFailure(step, Kind.TOO_LARGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oversizedBodies")
    void a_body_is_read_up_to_the_limit_and_the_rest_is_dropped(String name, Step step) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            assertThat(post(server)).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).hasSizeLessThanOrEqualTo(LIMIT);
                assertThat(answer.bodyTooLarge()).isTrue();
            });
        }
    }

    static Stream<Arguments> oversizedBodies() {
        return Stream.of(
                Arguments.of("a byte too much, announced", announcedByteTooMuch()),
                Arguments.of("chunks without end", endless(CHUNKED, "400\r\n" + "b".repeat(1024) + "\r\n")),
                Arguments.of("until the connection ends", endless(OK + "\r\n", "b".repeat(1024))));
    }

    @Test
    void a_few_trailers_are_passed_over() {
        Step step = raw(CHUNKED + "2\r\nok\r\n0\r\n" + "A: b\r\n".repeat(7) + "\r\n");

        try (ScriptedServer server = ScriptedServer.start(step)) {
            assertThat(post(server))
                    .isInstanceOfSatisfying(
                            Answer.class,
                            answer -> assertThat(answer.body()).asString().isEqualTo("ok"));
        }
    }

    static Stream<Arguments> oversized() {
        return Stream.of(
                Arguments.of("sends headers without end", endless(OK, "A: b\r\n")),
                Arguments.of("sends a huge header", endless(OK + "A: ", "b".repeat(1024))),
                Arguments.of("folds a header without end", endless(OK + "A: b\r\n", " b\r\n")),
                Arguments.of("sends a huge status line", endless("HTTP/1.1 200 ", "b".repeat(1024))),
                Arguments.of("sends empty lines without end", endless("", "\r\n")),
                Arguments.of("sends trailers without end", endless(CHUNKED + "0\r\n", "A: b\r\n")),
                Arguments.of("sends many trailers", raw(CHUNKED + "0\r\n" + "A: b\r\n".repeat(8) + "\r\n")),
                Arguments.of("sends a huge chunk extension", endless(CHUNKED + "1;", "b".repeat(1024))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void an_answer_that_is_not_http_is_none(String name, Step step) {
        assertFailure(step, Kind.NOT_HTTP);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("another protocol", raw("SSH-2.0-OpenSSH_9.9\r\n")),
                Arguments.of("an impossible version", raw("HTTP/9.9 banana\r\n\r\n")),
                Arguments.of("HTTP/2", raw("HTTP/2 200 OK\r\n\r\n")),
                Arguments.of("a status of letters", raw("HTTP/1.1 abc OK\r\n\r\n")),
                Arguments.of("a status of four digits", raw("HTTP/1.1 2000 OK\r\n\r\n")),
                Arguments.of("a status of nothing", raw("HTTP/1.1 000 OK\r\n\r\n")),
                Arguments.of("a negative version", raw("HTTP/-1.1 200 OK\r\n\r\n")),
                Arguments.of("a negative minor version", raw("HTTP/1.-1 200 OK\r\n\r\n")),
                Arguments.of("a status below 100", raw("HTTP/1.1 099 OK\r\n\r\n")),
                Arguments.of("garbage before the status", raw("garbage\r\n" + OK + "\r\n")),
                Arguments.of("an empty line before the status", raw("\r\n" + OK + "\r\n")),
                Arguments.of("several empty lines before the status", raw("\n".repeat(20) + OK + "\r\n")),
                Arguments.of("a status line without a status", rawThenClose("HTTP/1.1\r\n")),
                Arguments.of("a status of two digits", rawThenClose("HTTP/1.1 20\r\n")),
                Arguments.of("a header without a colon", raw(OK + "garbage\r\n\r\n")),
                Arguments.of("a space before the colon", raw(OK + "Content-Length : 1\r\n\r\na")),
                Arguments.of("two lengths", raw(OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")),
                Arguments.of("a list of lengths", raw(OK + "Content-Length: 1, 2\r\n\r\nab")),
                Arguments.of("a negative length", raw(OK + "Content-Length: -1\r\n\r\n")),
                Arguments.of("a signed length", raw(OK + "Content-Length: +1\r\n\r\na")),
                Arguments.of("a length beyond 64 bits", raw(OK + "Content-Length: 99999999999999999999\r\n\r\n")),
                Arguments.of(
                        "a length besides chunks",
                        raw(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
                Arguments.of("an unknown transfer coding", raw(OK + "Transfer-Encoding: gzip\r\n\r\n")),
                Arguments.of(
                        "a switch of protocols", raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\n\r\n")),
                Arguments.of("interim answers without end", endless("", "HTTP/1.1 103 Early Hints\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("truncated")
    void an_answer_that_is_cut_short_is_none(String name, Step step) {
        assertFailure(step, Kind.BROKEN);
    }

    static Stream<Arguments> truncated() {
        return Stream.of(
                Arguments.of("closed at once", close()),
                Arguments.of("reset at once", reset()),
                Arguments.of("cut after a character", rawThenClose("H")),
                Arguments.of("cut within the version", rawThenClose("HTTP/1.")),
                Arguments.of("cut before the status", rawThenClose("HTTP/1.1")),
                Arguments.of("cut within the status", rawThenClose("HTTP/1.1 20")),
                Arguments.of("cut within the reason", rawThenClose("HTTP/1.1 200 O")),
                Arguments.of("cut after the status line", rawThenClose(OK)),
                Arguments.of("cut within a header", rawThenClose(OK + "Content-Le")),
                Arguments.of("cut before the empty line", rawThenClose(OK + "Content-Length: 0\r\n")),
                Arguments.of("cut within the empty line", rawThenClose(OK + "Content-Length: 0\r\n\r")),
                Arguments.of("cut within an empty line that leads", rawThenClose("\r")),
                Arguments.of("cut after an empty line that leads", rawThenClose("\r\n")),
                Arguments.of("cut before the body", rawThenClose(OK + "Content-Length: 1\r\n\r\n")),
                Arguments.of("cut within the body", rawThenClose(OK + "Content-Length: 2\r\n\r\na")),
                Arguments.of("cut before the first chunk", rawThenClose(CHUNKED)),
                Arguments.of("cut within a chunk", rawThenClose(CHUNKED + "2\r\na")),
                Arguments.of("cut after a chunk", rawThenClose(CHUNKED + "1\r\na")),
                Arguments.of("cut before the last chunk", rawThenClose(CHUNKED + "1\r\na\r\n")),
                Arguments.of("cut after an interim answer", rawThenClose("HTTP/1.1 100 Continue\r\n\r\n")),
                Arguments.of(
                        "cut within the status line after an interim answer",
                        rawThenClose("HTTP/1.1 100 Continue\r\n\r\nHTTP/1")),
                Arguments.of("malformed chunks", raw(CHUNKED + "x\r\n")));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void what_came_of_an_answer_that_is_not_complete_in_time_is_told_with_the_failure() {
        try (GuardedHttpClient hasty = TestClients.hasty();
                ScriptedServer server = ScriptedServer.start(raw(OK + "Content-Length: 2\r\n\r\na"))) {
            Failure failure = (Failure) post(hasty, server);

            assertThat(failure.received().body()).asString().isEqualTo("a");
        }
    }

    @Test
    void a_body_of_the_largest_size_passes() {
        try (ScriptedServer server = ScriptedServer.start(reply(200, "b".repeat(LIMIT)))) {
            assertThat(((Answer) post(server)).body()).hasSize(LIMIT);
        }
    }

    @Test
    void a_bomb_does_not_explode() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[40 * 1024 * 1024]);
        }
        String packed = bomb.toString(StandardCharsets.ISO_8859_1);
        assertThat(packed).hasSizeLessThan(LIMIT);
        try (ScriptedServer server = ScriptedServer.start(reply(200, packed, "Content-Encoding: gzip"))) {
            assertThat(((Answer) post(server)).body()).hasSize(packed.length());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_server_that_accepts_no_connection_is_left() throws IOException {
        assertNotReached(TestClients.hasty());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void where_the_time_of_the_whole_call_is_up_before_there_is_a_connection_nothing_was_sent() throws IOException {
        assertNotReached(TestClients.slowlyConnected());
    }

    @Test
    void a_connection_that_broke_a_limit_is_not_used_again() {
        try (ScriptedServer server = ScriptedServer.start(announcedByteTooMuch(), reply(200, ""))) {
            assertThat(post(server))
                    .isInstanceOfSatisfying(
                            Answer.class,
                            answer -> assertThat(answer.bodyTooLarge()).isTrue());

            assertThat(post(server)).isInstanceOf(Answer.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static Step announcedByteTooMuch() {
        return raw(OK + "Content-Length: " + (LIMIT + 1) + "\r\n\r\n" + "b".repeat(LIMIT + 1));
    }

    private static void assertNotReached(GuardedHttpClient client) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, loopback);
                client) {
            boolean room = true;
            while (room && queue.size() < 64) {
                room = connects(full, queue);
            }
            long start = System.nanoTime();

            Exchange exchange =
                    TestClients.post(client, Targets.trusted("http://localhost:" + full.getLocalPort() + "/"));

            assertThat(((Failure) exchange).kind()).isEqualTo(Kind.CONNECT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestClients.NOT_FOR_EVER);
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static boolean connects(ServerSocket server, List<Socket> queue) {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void assertFailure(Step step, Kind kind) {
        assertFailure(client, step, kind);
    }

    private static void assertFailure(GuardedHttpClient client, Step step, Kind kind) {
        try (ScriptedServer server = ScriptedServer.start(step)) {
            long start = System.nanoTime();

            Failure failure = (Failure) post(client, server);

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.message()).doesNotContain("127.0.0.1", "localhost", "garbage", "banana", "bbb");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestClients.NOT_FOR_EVER);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private Exchange post(ScriptedServer server) {
        return post(client, server);
    }

    private static Exchange post(GuardedHttpClient client, ScriptedServer server) {
        return TestClients.post(client, Targets.trusted("http://localhost:" + server.port() + "/"));
    }
}
