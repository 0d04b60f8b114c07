package io.wasettings.processor.http;

import static io.wasettings.testkit.Replies.after;
import static io.wasettings.testkit.Replies.silence;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wasettings.testkit.ScriptedServer;
import io.wasettings.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection whose server has stopped reading, so that not one more byte fits in: no goodbye of TLS either. */
class KeptConnectionTest {

    private static final String HOST = "hooks.example.com";
    private static final TestCa CA = new TestCa();

    private final CountDownLatch over = new CountDownLatch(1);
    private final ScriptedServer server = ScriptedServer.startTls(CA.serverFor(HOST), after(over, silence()));
    private final KeptConnection connection = new KeptConnection("full", Http1Config.DEFAULT, Http1Config.DEFAULT);

    @BeforeEach
    void connect() throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        MeteredSocket socket = new MeteredSocket(channel, Long.MAX_VALUE);
        SSLSocket secure = (SSLSocket) TrustedAuthorities.tlsContext(CA.pem())
                .getSocketFactory()
                .createSocket(socket, HOST, server.port(), true);
        connection.bind(secure, socket);
        secure.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Awaitility.await().until(() -> server.requests().size() == 1);
        fill(channel);
    }

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(CloseMode.class)
    void is_closed_without_waiting_in_whatever_mode(CloseMode mode) {
        assertTimeoutPreemptively(TestClients.NOT_FOR_EVER, () -> connection.close(mode));
    }

    @Test
    void is_closed_without_waiting_where_no_mode_is_named() {
        assertTimeoutPreemptively(TestClients.NOT_FOR_EVER, () -> connection.close());
    }

    private static void fill(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        while (channel.write(ByteBuffer.allocate(64 * 1024)) > 0) {
            // On, until it takes no more.
        }
        channel.configureBlocking(true);
    }
}
