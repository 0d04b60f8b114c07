package io.wasettings.ingest.support;

import io.wasettings.testkit.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A partner's HTTP client. Headers are given as alternating names and values. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable String token;

    Client(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The same with another access token, or none. */
    public Client as(@Nullable String otherToken) {
        return new Client(base, otherToken);
    }

    /** Submits transactional settings. */
    public Answer submit(String json, String... headers) {
        return send(submission("transactional", json.getBytes(StandardCharsets.UTF_8), headers));
    }

    /** Submits transactional settings and does not wait for the answer. */
    public CompletableFuture<Answer> submitAsync(String json, String... headers) {
        return HTTP.sendAsync(
                        submission("transactional", json.getBytes(StandardCharsets.UTF_8), headers),
                        BodyHandlers.ofByteArray())
                .thenApply(Client::answer);
    }

    /** Posts that body to that channel, as JSON unless the headers say otherwise. */
    public Answer post(String channel, byte[] body, String... headers) {
        return send(submission(channel, body, headers));
    }

    /** Gets what is at that path. */
    public Answer get(String path, String... headers) {
        return request("GET", path, headers);
    }

    /** Sends a request without a body. */
    public Answer request(String method, String path, String... headers) {
        return send(
                builder(path, headers).method(method, BodyPublishers.noBody()).build());
    }

    private HttpRequest submission(String channel, byte[] body, String... headers) {
        HttpRequest.Builder builder =
                builder("/api/wa/v2/" + channel + "/settings", headers).POST(BodyPublishers.ofByteArray(body));
        if (builder.copy().build().headers().firstValue("Content-Type").isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        return builder.build();
    }

    private HttpRequest.Builder builder(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder;
    }

    private static Answer send(HttpRequest request) {
        return answer(HttpCalls.send(HTTP, request, BodyHandlers.ofByteArray()));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response);
    }
}
