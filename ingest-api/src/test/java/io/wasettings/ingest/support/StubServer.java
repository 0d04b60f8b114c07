package io.wasettings.ingest.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server's endpoint that says what it is told to say. */
public final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean hanging;
    private volatile boolean dripping;
    private volatile int status = 404;
    private volatile String body = "";
    private volatile String lastBody = "";
    private volatile String lastAuthorization = "";

    private StubServer(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port. */
    public static StubServer start() {
        try {
            StubServer stub =
                    new StubServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            stub.server.setExecutor(stub.executor);
            stub.server.createContext("/", stub::handle);
            stub.server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Says that from now on. */
    public void answer(int newStatus, String newBody) {
        hanging = false;
        dripping = false;
        status = newStatus;
        body = newBody;
    }

    /** Says nothing from now on. */
    public void hang() {
        hanging = true;
    }

    /** Sends a byte now and then, and never comes to an end. */
    public void drip() {
        dripping = true;
    }

    /** How often it was asked. */
    public int requests() {
        return requests.get();
    }

    /** The body of the last request. */
    public String lastBody() {
        return lastBody;
    }

    /** The credentials of the last request. */
    public String lastAuthorization() {
        return lastAuthorization;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            lastAuthorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (hanging) {
                closed.await();
                return;
            }
            if (dripping) {
                drip(exchange);
                return;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        do {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        } while (!closed.await(100, TimeUnit.MILLISECONDS));
    }
}
