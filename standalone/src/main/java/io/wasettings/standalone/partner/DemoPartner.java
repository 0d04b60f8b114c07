package io.wasettings.standalone.partner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The demo partner on 127.0.0.1, over plain HTTP.
 *
 * <ul>
 *   <li>{@code POST /oauth/token}: both grants, for client {@value Credentials#CLIENT_ID};
 *   <li>{@code POST /oauth/unavailable}: a token endpoint that is down, 503;
 *   <li>{@code POST /webhooks/…}: 200 for the partner's access tokens and its API key, else 401.
 * </ul>
 */
public final class DemoPartner implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String OUTAGE_HOST = "localhost";

    private static final int LARGEST_BODY = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    private DemoPartner(HttpServer server) {
        this.server = server;
    }

    /** Starts it on that port. */
    public static DemoPartner start(int port) throws IOException {
        DemoPartner partner =
                new DemoPartner(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        partner.serve();
        return partner;
    }

    /** Its base URL. */
    public String url() {
        return "http://" + HOST + port();
    }

    /**
     * The base URL of the endpoints that are down, under another host name: otherwise the platform would stop calling
     * the others, too.
     */
    public String outageUrl() {
        return "http://" + OUTAGE_HOST + port();
    }

    /** Its hosts and port, as entries of trusted hosts. */
    public List<String> hosts() {
        return List.of(HOST + port(), OUTAGE_HOST + port());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private String port() {
        return ":" + server.getAddress().getPort();
    }

    private void serve() {
        AuthorizationServer authorizationServer = new AuthorizationServer();
        server.createContext("/oauth/token", posted(authorizationServer::answer));
        server.createContext("/oauth/unavailable", posted((exchange, body) -> Answer.empty(503)));
        server.createContext("/webhooks/", posted((exchange, body) -> webhook(exchange)));
        server.setExecutor(executor);
        server.start();
    }

    private static Answer webhook(HttpExchange exchange) {
        return Answer.empty(
                Credentials.mayCallWebhook(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401);
    }

    private interface Endpoint {
        Answer answer(HttpExchange exchange, String body);
    }

    private static HttpHandler posted(Endpoint endpoint) {
        return exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
                Answer answer = exchange.getRequestMethod().equals("POST")
                        ? endpoint.answer(exchange, body)
                        : Answer.empty(405);
                answer.send(exchange);
            }
        };
    }
}
