package io.wasettings.benchmarks.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The partners' servers, as a program: one on each of {@value #HOSTS} loopback addresses. A path ends in how long its
 * answer takes, in milliseconds: {@code /token/100} grants a token, {@code /hook/0} takes a webhook. No thread waits
 * with an answer.
 */
public final class Partners {

    /** How many hosts there are: 127.0.0.1 and up. */
    public static final int HOSTS = 50;

    private static final byte[] TOKEN =
            "{\"access_token\": \"benchmark-token\", \"token_type\": \"Bearer\", \"expires_in\": 86400}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService delays = Executors.newScheduledThreadPool(2);

    private Partners() {}

    /** Starts them as a process; they listen on that port of every address. */
    static Jvm start(int port) {
        Jvm jvm = Jvm.ofClass(
                Partners.class,
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Dsun.net.httpserver.maxIdleConnections=20000"),
                List.of(),
                String.valueOf(port));
        jvm.awaitOutput("partners are ready");
        return jvm;
    }

    /** The address of a host, counted from 0. */
    static String address(int host) {
        return "127.0.0." + (host + 1);
    }

    private void listen(int port) throws IOException {
        for (int host = 0; host < HOSTS; host++) {
            HttpServer server = HttpServer.create(new InetSocketAddress(address(host), port), 1024);
            server.setExecutor(executor);
            server.createContext("/", this::handle);
            server.start();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        long delay = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        if (delay == 0) {
            answer(exchange, path);
        } else {
            Future<?> unused =
                    delays.schedule(() -> executor.execute(() -> answer(exchange, path)), delay, TimeUnit.MILLISECONDS);
        }
    }

    private static void answer(HttpExchange exchange, String path) {
        byte[] body = path.startsWith("/token/") ? TOKEN : EMPTY;
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        } catch (IOException e) {
            exchange.close();
        }
    }

    public static void main(String... arguments) throws IOException {
        new Partners().listen(Integer.parseInt(arguments[0]));
        System.out.println("partners are ready");
    }
}
