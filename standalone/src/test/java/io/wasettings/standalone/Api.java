package io.wasettings.standalone;

import static org.awaitility.Awaitility.await;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A client of the API that keeps every answer it gets. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String url;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    /** As the demo partner. */
    Api(String url) {
        this(url, DataFolder.DEMO_TOKEN);
    }

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers its headers
     * @param body its body
     */
    record Answer(int status, HttpHeaders headers, JsonNode body) {

        String header(String name) {
            return headers.firstValue(name).orElseThrow();
        }

        String state() {
            return body.path("state").asString();
        }

        int code() {
            return body.path("code").asInt();
        }

        String commandId() {
            return body.path("command_id").asString();
        }
    }

    /** Submits settings; headers come in pairs of name and value. */
    Answer submit(String body, String... headers) {
        HttpRequest.Builder request = request("/api/wa/v2/transactional/settings")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer get(String path) {
        return send(request(path));
    }

    /** The status of that command once it has ended. */
    Answer ended(String commandId) {
        return await(commandId)
                .atMost(PATIENCE)
                .until(
                        () -> get("/api/wa/v2/commands/" + commandId),
                        answer -> !List.of("accepted", "retrying").contains(answer.state()));
    }

    /** Everything that was answered so far, headers and bodies. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    /** What is there, which is no JSON. */
    String text(String path) {
        return exchange(request(path)).body();
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        return new Answer(
                response.statusCode(), response.headers(), Json.mapper().readTree(response.body()));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        HttpResponse<String> response = HttpCalls.send(client, request.build(), HttpResponse.BodyHandlers.ofString());
        answers.add(response.headers() + response.body());
        return response;
    }
}
