package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.endless;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.ScriptedServer.Step;
import io.wasettings.testkit.TestCa;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers send without end beside an answer. */
class GuardedHttpClientFloodTest {

    private static final String HOST = "hooks.example.com";
    private static final int SMALL = 2 * 1024;
    private static final TestCa CA = new TestCa();
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void a_server_that_sends_no_answer_but_no_end_of_bytes_is_left(String name, Step step, Set<Kind> kinds) {
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), step);
                GuardedHttpClient client = TestClients.frugal(CA.pem())) {
            Exchange exchange = post(client, server);

            assertThat(exchange)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isIn(kinds));
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                // The JDK's own end of it may give up first.
                Arguments.of(
                        "new keys", (Step) GuardedHttpClientFloodTest::renewKeys, Set.of(Kind.TOO_LARGE, Kind.BROKEN)),
                Arguments.of(
                        "chunk extensions",
                        endless(CHUNKED, "1;" + "x".repeat(1000) + "\r\nb\r\n"),
                        Set.of(Kind.TOO_LARGE)));
    }

    @Test
    void a_server_that_asks_for_handshake_after_handshake_is_left() {
        try (ScriptedServer server = ScriptedServer.startDeaf(GuardedHttpClientFloodTest::renegotiate);
                GuardedHttpClient client = TestClients.patient(null, CA.pem())) {
            Exchange exchange = post(client, server);

            assertThat(exchange)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.BROKEN));
        }
    }

    @Test
    void a_small_answer_may_come_byte_by_byte() {
        String body = "b".repeat(SMALL);
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), GuardedHttpClientFloodTest::dribble);
                GuardedHttpClient client = TestClients.patient(null, CA.pem())) {
            assertThat(post(client, server))
                    .isInstanceOfSatisfying(
                            Answer.class,
                            answer -> assertThat(answer.body()).asString().isEqualTo(body));
        }
    }

    @Test
    void a_kept_connection_carries_any_number_of_large_answers() {
        String body = "b".repeat(TestClients.DEFAULTS.maxBodySize());
        try (ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), reply(200, body));
                GuardedHttpClient client = TestClients.patient(null, CA.pem())) {
            for (int i = 0; i < 10; i++) {
                assertThat(post(client, server)).isInstanceOf(Answer.class);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** On an open connection of TLS 1.3 each is a KeyUpdate, which the client has to answer. */
    private static void renewKeys(Conversation conversation) throws IOException {
        SSLSocket socket = (SSLSocket) conversation.socket();
        readInBackground(socket);
        while (true) {
            socket.startHandshake();
        }
    }

    private static void renegotiate(Conversation conversation) throws IOException {
        Socket raw = conversation.socket();
        SSLSocket socket =
                (SSLSocket) CA.serverFor(HOST).getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.startHandshake();
        Semaphore completed = new Semaphore(0);
        socket.addHandshakeCompletedListener(event -> completed.release());
        readInBackground(socket);
        while (true) {
            socket.startHandshake();
            completed.acquireUninterruptibly();
        }
    }

    private static void readInBackground(SSLSocket socket) {
        Thread reader = new Thread(() -> readAll(socket), "reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static void readAll(SSLSocket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has had enough.
        }
    }

    private static void dribble(Conversation conversation) throws IOException {
        conversation.send(CHUNKED);
        for (int i = 0; i < SMALL; i++) {
            conversation.send("1\r\nb\r\n");
        }
        conversation.send("0\r\n\r\n");
    }

    private static Exchange post(GuardedHttpClient client, ScriptedServer server) {
        return TestClients.post(client, Targets.trusted("https://" + HOST + ":" + server.port() + "/"));
    }
}
