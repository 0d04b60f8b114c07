package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four connections at most, of which the fourth makes a crowd. */
class CrowdedEndpointTest {

    private static final int CONNECTIONS = 4;
    private static final long PATIENCE = 120_000;
    private static final long SHORT = 1000;

    private final CrowdedEndpoint endpoint = new CrowdedEndpoint();
    private final DeadlineProtocol protocol = new DeadlineProtocol(endpoint);
    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        protocol.setAdapter(new WriteTimeouts());
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setPort(0);
        protocol.setMaxConnections(CONNECTIONS);
        protocol.setConnectionTimeout((int) PATIENCE);
        protocol.init();
        endpoint.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        endpoint.stop();
        protocol.destroy();
    }

    @Test
    void who_comes_when_there_are_many_connections_has_a_second_for_a_head() throws IOException {
        crowd();

        await().untilAsserted(() -> assertThat(endpoint.getConnections())
                .extracting(SocketWrapperBase::getReadTimeout)
                .containsExactlyInAnyOrder(PATIENCE, PATIENCE, PATIENCE, SHORT));
    }

    @Test
    void an_answer_may_take_as_long_to_be_read_as_ever_though_it_is_asked_for_in_a_crowd() throws IOException {
        Socket last = crowd();

        last.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));

        assertThat(new String(last.getInputStream().readAllBytes(), US_ASCII))
                .contains("\r\nWrite-Timeouts: " + List.of(PATIENCE, PATIENCE, PATIENCE, PATIENCE) + "\r\n");
    }

    /** The last of them. */
    private Socket crowd() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), endpoint.getLocalPort());
            client.setSoTimeout(30_000);
            clients.add(client);
        }
        return clients.get(CONNECTIONS - 1);
    }

    /** Answers how long each connection waits for an answer to be read, while it answers. */
    private final class WriteTimeouts extends AnyAdapter {

        @Override
        public void service(Request request, Response response) {
            List<Long> timeouts = endpoint.getConnections().stream()
                    .map(SocketWrapperBase::getWriteTimeout)
                    .toList();
            response.addHeader("Write-Timeouts", timeouts.toString());
        }
    }
}
