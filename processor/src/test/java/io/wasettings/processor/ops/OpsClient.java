package io.wasettings.processor.ops;

import io.wasettings.common.text.Json;
import io.wasettings.service.security.AccessTokens;
import io.wasettings.testkit.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A client of a processor's operations port. */
public final class OpsClient {

    /** The operator's token; there are one of an observer, and one of a partner that may do neither. */
    public static final String TOKEN = "operator-token";

    static final String OBSERVER_TOKEN = "observer-token";
    static final String PARTNER_TOKEN = "partner-token";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    private OpsClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** A client with the operator's token. */
    public static OpsClient of(ConfigurableApplicationContext processor) {
        return new OpsClient(
                "http://127.0.0.1:" + processor.getEnvironment().getRequiredProperty("local.server.port"), TOKEN);
    }

    OpsClient withToken(String other) {
        return new OpsClient(url, other);
    }

    /** The file that knows the tokens. */
    public static Path tokensFile() throws IOException {
        return Files.writeString(
                Files.createTempFile("tokens", ".json"),
                Json.mapper()
                        .writeValueAsString(List.of(
                                entry(TOKEN, "ada", "wa.settings.operate"),
                                entry(OBSERVER_TOKEN, "olga", "wa.settings.observe"),
                                entry(PARTNER_TOKEN, "acme", "wa.settings.write"))));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public static JsonNode json(HttpResponse<String> response) {
        return Json.mapper().readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return HttpCalls.send(client, request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Object> entry(String token, String partner, String scope) {
        return Map.of("sha256", AccessTokens.sha256(token), "partner", partner, "scopes", List.of(scope));
    }
}
