package io.wasettings.processor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wasettings.testkit.RotatingServer;
import io.wasettings.testkit.RotatingTokens;
import io.wasettings.testkit.RotatingTokens.Reuse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A partner with a webhook ({@code /hook}) and a token endpoint ({@code /token}), both a bit slow. Refresh tokens
 * rotate; the first one of a family is its name and {@code 0}.
 */
final class TestPartner implements AutoCloseable {

    private static final int SLOWEST_MS = 40;
    private static final String GRANT =
            "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"expires_in\": 3600%s}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random;
    private final RotatingTokens refreshTokens = new RotatingTokens(0);

    private TestPartner(HttpServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

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
    List<Reuse> reuses() {
        return refreshTokens.reuses();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answerToken(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String refreshToken = RotatingServer.parameter(form, "refresh_token");
        if (refreshToken.isEmpty()) {
            answer(exchange, 200, GRANT.formatted(""));
            return;
        }
        Optional<String> next = refreshTokens.exchange(refreshToken);
        if (next.isPresent()) {
            answer(exchange, 200, GRANT.formatted(", \"refresh_token\": \"" + next.get() + "\""));
        } else {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        }
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
}
