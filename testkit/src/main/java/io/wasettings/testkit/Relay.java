package io.wasettings.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A TCP relay on the loopback interface that can be cut: then its connections break, and new ones are turned away. It
 * goes on listening meanwhile, since a port that is given up may be taken when it is wanted again.
 */
public final class Relay implements AutoCloseable {

    private final LoopbackServer server;
    private final int target;
    private volatile boolean cut;

    private Relay(LoopbackServer server, int target) {
        this.server = server;
        this.target = target;
    }

    /** A relay, on any free port, to that port of 127.0.0.1. */
    public static Relay to(int target) {
        try {
            ServerSocket socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            Relay relay = new Relay(new LoopbackServer("relay", socket), target);
            relay.server.start(relay::relay);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Breaks all connections, and lets nobody through until {@link #mend}. */
    public void cut() {
        cut = true;
        server.disconnect();
    }

    /** Lets everybody through again. */
    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        server.close();
    }

    private void relay(Socket client) throws IOException {
        if (cut) {
            return;
        }
        try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.track(backend);
            if (cut) {
                return;
            }
            server.inBackground(() -> pump(backend, client));
            pump(client, backend);
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }
}
