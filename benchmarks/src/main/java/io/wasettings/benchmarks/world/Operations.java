package io.wasettings.benchmarks.world;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An operator, who speaks to the processor's operations port. */
public final class Operations {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String base;

    public Operations(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Orders a replay; returns its path. */
    public String replay(String order) throws IOException, InterruptedException {
        HttpRequest request = request("/ops/replays")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
        return http.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /** Waits until a replay has ended; returns how many commands it sent. */
    public int awaitEnd(String replay, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            JsonNode progress = get(replay);
            if (progress.hasNonNull("finished_at")) {
                return progress.path("sent").asInt();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IllegalStateException("It has not ended: " + get(replay));
    }

    /** What that path answers. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return mapper.readTree(
                http.send(request(path).build(), BodyHandlers.ofString()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + Applications.OPERATORS_TOKEN);
    }
}
