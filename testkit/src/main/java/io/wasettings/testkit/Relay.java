package io.wasettings.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay on the loopback interface that can be cut: then what is under way breaks, and who comes is turned away.
 */
public final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Relay(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** A relay, on any free port, to that port of 127.0.0.1. */
    public static Relay to(int target) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), target);
            relay.inBackground(relay::acceptAll);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Breaks all connections, and lets nobody through until {@link #mend}. */
    public void cut() {
        cut = true;
        sockets.forEach(Relay::closeQuietly);
    }

    /** Lets everybody through again. */
    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        closeQuietly(server);
        cut();
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (cut) {
                // It goes on listening: a port that is given up may be somebody else's when it is wanted again.
                closeQuietly(client);
            } else {
                inBackground(() -> relay(client));
            }
        }
    }

    private void relay(Socket client) throws IOException {
        try (client;
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(client);
            sockets.add(backend);
            if (cut) {
                return;
            }
            inBackground(() -> pump(backend, client));
            pump(client, backend);
        } finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private void inBackground(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // One of both ends is gone, or the relay was cut.
                    }
                },
                "relay-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing is left to be done.
        }
    }
}
