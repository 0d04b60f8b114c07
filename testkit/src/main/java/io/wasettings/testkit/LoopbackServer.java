package io.wasettings.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accepts connections and talks with each on a daemon thread of its own. An I/O error ends a talk in silence: the other
 * end is gone, or the test is over.
 */
final class LoopbackServer implements AutoCloseable {

    private final String name;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** @param server what it listens on */
    LoopbackServer(String name, ServerSocket server) {
        this.name = name + "-" + server.getLocalPort();
        this.server = server;
    }

    /** What to do with a connection. */
    @FunctionalInterface
    interface Talk {
        void with(Socket client) throws IOException;
    }

    /** Something that may end in an I/O error. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /** Begins to accept. */
    void start(Talk talk) {
        inBackground(() -> {
            while (true) {
                Socket client = server.accept();
                inBackground(() -> {
                    try (client) {
                        track(client);
                        talk.with(client);
                    } finally {
                        sockets.removeIf(Socket::isClosed);
                    }
                });
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** Has that connection closed with the others. */
    void track(Socket socket) {
        sockets.add(socket);
    }

    /** Runs it on a thread of its own. */
    void inBackground(Task task) {
        Thread thread = new Thread(() -> quietly(task), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes all connections; others are accepted all the same. */
    void disconnect() {
        sockets.forEach(socket -> quietly(socket::close));
    }

    @Override
    public void close() {
        quietly(server::close);
        disconnect();
    }

    private static void quietly(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            // The other end is gone, or the test is over.
        }
    }
}
