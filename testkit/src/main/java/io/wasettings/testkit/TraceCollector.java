package io.wasettings.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A collector of traces: takes what is exported by OTLP over HTTP, on any free port of 127.0.0.1. */
public final class TraceCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final HttpServer server;
    private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    public static TraceCollector start() {
        return startAt(0);
    }

    /** A collector on that port. */
    public static TraceCollector startAt(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext(PATH, collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to export to. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** All spans so far. */
    public List<CollectedSpan> spans() {
        return List.copyOf(spans);
    }

    /** The spans of a trace. */
    public List<CollectedSpan> trace(String id) {
        return spans(span -> span.ids().trace().equals(id));
    }

    /** The spans that match. */
    public List<CollectedSpan> spans(Predicate<CollectedSpan> like) {
        return spans.stream().filter(like).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean fits =
                    "application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (fits) {
                spans.addAll(CollectedSpan.read(exchange.getRequestBody().readAllBytes()));
            }
            exchange.sendResponseHeaders(fits ? 200 : 415, -1);
        }
    }
}
