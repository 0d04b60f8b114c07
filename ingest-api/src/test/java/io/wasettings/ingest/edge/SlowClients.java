package io.wasettings.ingest.edge;

import io.wasettings.ingest.support.Ingest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Clients that send the beginning of a request and then one more byte from time to time, for ever. */
final class SlowClients implements AutoCloseable {

    static final Duration NOW_AND_THEN = Duration.ofMillis(200);
    static final String POST = "POST /api/wa/v2/transactional/settings HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    static final String BODY = "Content-Length: 1000\r\n\r\n{";

    private final List<Socket> sockets;
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    private SlowClients(List<Socket> sockets) {
        this.sockets = sockets;
    }

    /** An instance that many of them may ask at once, and that waits so long for a head and for a body. */
    static Ingest startIngest(Duration deadline) {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.head-timeout", deadline.toMillis() + "ms");
        settings.put("wa.settings.ingest.body-timeout", deadline.toMillis() + "ms");
        settings.put("wa.settings.ingest.max-reading-per-partner", "250");
        return Ingest.ready(settings);
    }

    /** So many, each with that beginning and that byte. */
    static SlowClients start(int port, int count, String beginning, char next, Duration every) {
        SlowClients clients = new SlowClients(IntStream.range(0, count)
                .mapToObj(i -> connected(port, beginning))
                .toList());
        ScheduledFuture<?> unused = clients.drip.scheduleWithFixedDelay(
                () -> clients.sockets.forEach(socket -> send(socket, next)),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return clients;
    }

    /** How many there are. */
    int count() {
        return sockets.size();
    }

    /** What the first one is answered until its connection is closed. */
    String answer() throws IOException {
        Socket first = sockets.get(0);
        first.setSoTimeout(30_000);
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = first.getInputStream().read();
                    next >= 0;
                    next = first.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (SocketException reset) {
            // Closed while a byte was on its way; what came before counts.
            return answer.toString();
        }
        return answer.toString();
    }

    @Override
    public void close() {
        drip.shutdownNow();
        sockets.forEach(SlowClients::close);
    }

    private static Socket connected(int port, String beginning) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, char next) {
        try {
            socket.getOutputStream().write(next);
        } catch (IOException closed) {
            // By the server, whose answer may still be there to be read.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
