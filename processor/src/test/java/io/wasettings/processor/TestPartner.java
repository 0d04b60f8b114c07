package io.wasettings.processor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A partner with a webhook ({@code /hook}) and a token endpoint ({@code /token}), both a bit slow. Refresh tokens are
 * {@code family.generation}, begin with generation 0, and are rotated; presenting a spent one revokes its family (RFC
 * 9700 section 4.14.2).
 */
final class TestPartner implements AutoCloseable {

    private static final int SLOWEST_MS = 40;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random;
    private final Map<String, Integer> generations = new HashMap<>();
    private final Map<String, Instant> spentAt = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final List<Reuse> reuses = new ArrayList<>();

    private TestPartner(HttpServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /**
     * A refresh token that was presented although it was spent.
     *
     * @param family its family
     * @param spentAt when it was spent
     */
    record Reuse(String family, Instant spentAt) {}

    static TestPartner start(long seed) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            TestPartner partner = new TestPartner(server, seed);
            server.createContext("/hook", exchange -> partner.answer(exchange, 200, ""));
            server.createContext("/token", partner::answerToken);
            server.setExecutor(partner.threads);
            server.start();
            return partner;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All presentations of spent refresh tokens. */
    synchronized List<Reuse> reuses() {
        return List.copyOf(reuses);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answerToken(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String refreshToken = parameter(form, "refresh_token");
        String next = refreshToken.isEmpty() ? "" : rotate(refreshToken);
        if (next.equals("refused")) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        } else {
            String rotated = next.isEmpty() ? "" : ", \"refresh_token\": \"" + next + "\"";
            answer(
                    exchange,
                    200,
                    "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"expires_in\": 3600%s}"
                            .formatted(rotated));
        }
    }

    private synchronized String rotate(String presented) {
        String family = presented.substring(0, presented.indexOf('.'));
        int generation = generations.getOrDefault(family, 0);
        if (!presented.equals(family + "." + generation)) {
            reuses.add(new Reuse(family, spentAt.get(presented)));
            revoked.add(family);
        }
        if (revoked.contains(family)) {
            return "refused";
        }
        spentAt.put(presented, Instant.now());
        generations.put(family, generation + 1);
        return family + "." + (generation + 1);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(SLOWEST_MS));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String parameter(String form, String name) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
