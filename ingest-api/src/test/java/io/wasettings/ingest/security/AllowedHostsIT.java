package io.wasettings.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsIT {

    @ParameterizedTest
    @CsvSource({
        "localhost, /openapi.yaml, 200",
        "127.0.0.1:8080, /actuator/health/liveness, 200",
        "attacker.example, /openapi.yaml, 421",
        "attacker.example:8080, /api/wa/v2/transactional/settings, 421",
        "attacker.example, /actuator/prometheus, 421"
    })
    void on_the_loopback_interface_it_answers_to_its_names_alone(String host, String path, int status)
            throws IOException {
        String answer = get(host, path);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        if (status == 421) {
            assertThat(answer)
                    .contains(
                            "application/problem+json",
                            "misdirected-request",
                            "Address the service by its own name",
                            "wa.settings.ingest.allowed-hosts");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void a_probe_may_call_it_by_any_address(String path) throws IOException {
        assertThat(get("10.1.2.3:8080", path)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/healthy",
                "/actuator/health/../../openapi.yaml",
                "/actuator/health/..;/..;/openapi.yaml",
                "/actuator/health/%2e%2e/%2e%2e/openapi.yaml",
                "/actuator/health;/../../openapi.yaml",
                "//actuator/health/liveness",
                "/openapi.yaml?/actuator/health",
                "/openapi.yaml;/actuator/health"
            })
    void a_path_that_only_looks_like_health_is_no_probe(String path) throws IOException {
        assertThat(get("attacker.example", path)).startsWith("HTTP/1.1 421 ");
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
