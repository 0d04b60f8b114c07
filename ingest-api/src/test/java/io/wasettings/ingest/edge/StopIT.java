package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopIT {

    private static final String BODY = Bodies.bearer("silent");

    @Test
    void a_body_that_is_on_its_way_at_the_stop_is_taken() throws IOException {
        assertAnsweredAfterTheStop(BODY, "10s", 202);
    }

    @Test
    void a_body_that_does_not_come_after_the_stop_is_answered_at_its_deadline() throws IOException {
        assertAnsweredAfterTheStop("", "3s", 408);
    }

    private static void assertAnsweredAfterTheStop(String sent, String deadline, int status) throws IOException {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.body-timeout", deadline);
        try (Ingest ingest = Ingest.ready(settings);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port())) {
            int port = ingest.port();
            socket.setSoTimeout(30_000);
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            send(socket, Pieces.head(BODY, "Connection: close", "Expect: 100-continue"));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 100");

            CompletableFuture<Void> stop = CompletableFuture.runAsync(ingest::close);
            await().until(() -> refusesConnections(port));
            send(socket, sent);

            assertThat(answer.readLine()).isEmpty();
            assertThat(answer.readLine()).startsWith("HTTP/1.1 " + status);
            stop.join();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static boolean refusesConnections(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isClosed();
        } catch (ConnectException e) {
            return true;
        }
    }
}
