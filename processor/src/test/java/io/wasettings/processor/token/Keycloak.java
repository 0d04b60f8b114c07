package io.wasettings.processor.token;

import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.HttpCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keycloak from the folder that the system property {@code keycloak.home} names, with rotating refresh tokens, reuse
 * detection, and refresh tokens for {@code client_credentials} too. Ends with this JVM at the latest.
 */
final class Keycloak implements AutoCloseable {

    static final String CLIENT = "acme";
    static final String SECRET = "p/a+s%s w0rd";

    private static final String REALM = "/keycloak/partners-realm.json";
    private static final String FORM_ENCODED_CREDENTIALS = "acme:p%2Fa%2Bs%25s+w0rd";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final Process process;
    private final Thread killer;

    Keycloak() {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("keycloak.home"), "keycloak.home"));
        try {
            Path realms = Files.createDirectories(home.resolve("data/import"));
            Files.copy(
                    Objects.requireNonNull(Keycloak.class.getResourceAsStream(REALM)),
                    realms.resolve("partners-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.killer = new Thread(this::end, "end-keycloak");
        Runtime.getRuntime().addShutdownHook(killer);
        await("Keycloak, see " + home.resolve("keycloak.log"))
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(this::isReady);
    }

    String tokenUrl() {
        return "http://127.0.0.1:" + port + "/realms/partners/protocol/openid-connect/token";
    }

    /** A new session's first refresh token. */
    String authorize() {
        return post("grant_type=client_credentials").orElseThrow();
    }

    /** Exchanges a refresh token behind the back of the client under test; empty when it is refused. */
    Optional<String> exchange(String refreshToken) {
        return post("grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(killer);
    }

    private Optional<String> post(String form) {
        String credentials =
                Base64.getEncoder().encodeToString(FORM_ENCODED_CREDENTIALS.getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + credentials)
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = HttpCalls.send(http, request, BodyHandlers.ofString());
        JsonNode body = JsonMapper.shared().readTree(response.body());
        return Optional.ofNullable(body.path("refresh_token").stringValue(null));
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak has ended");
        }
        try {
            return post("grant_type=client_credentials").isPresent();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
