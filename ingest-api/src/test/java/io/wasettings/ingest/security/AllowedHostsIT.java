package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsIT {

    @ParameterizedTest
    @CsvSource({
        "localhost, /openapi.yaml, 200",
        "127.0.0.1:8080, /actuator/health/liveness, 200",
        "attacker.example, /openapi.yaml, 421",
        "attacker.example:8080, /api/wa/v2/transactional/settings, 421",
        "attacker.example, /actuator/health/liveness, 421"
    })
    void on_the_loopback_interface_it_answers_to_its_names_alone(String host, String path, int status)
            throws IOException {
        String answer = get(host, path);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status == 421) {
            assertThat(answer)
                    .contains("application/problem+json", "misdirected-request", "wa.settings.ingest.allowed-hosts");
        }
    }

    private static String get(String host, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SharedIngest.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
