package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.kafka.AdminCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody but this machine reaches what standalone starts, the broker and the store without passwords included. */
class LoopbackIT {

    private static final int PATIENCE_MS = 5000;

    @ParameterizedTest
    @MethodSource("everything")
    void it_listens_on_127_0_0_1_alone(String url) throws IOException {
        int port = URI.create(url).getPort();

        connect(InetAddress.getLoopbackAddress(), port);

        assertThat(otherAddresses())
                .allSatisfy(address ->
                        assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class));
    }

    static List<String> everything() {
        Addresses addresses = SharedStandalone.addresses();
        return List.of(
                addresses.ingest(),
                addresses.operations(),
                addresses.partner(),
                "kafka://" + addresses.bootstrapServers(),
                controller(addresses.bootstrapServers()),
                addresses.mongoUri());
    }

    /** The broker's controller, which has a port of its own. */
    private static String controller(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return AdminCalls.answer(admin.describeMetadataQuorum().quorumInfo()).nodes().values().stream()
                    .flatMap(node -> node.endpoints().stream())
                    .map(endpoint -> "kafka://" + endpoint.host() + ":" + endpoint.port())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** All of this machine that something on every interface would answer at. */
    private static List<InetAddress> otherAddresses() throws IOException {
        Stream<InetAddress> outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress());
        return Stream.concat(outer, Stream.of(InetAddress.getByName("127.0.0.2")))
                .toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
        }
    }
}
