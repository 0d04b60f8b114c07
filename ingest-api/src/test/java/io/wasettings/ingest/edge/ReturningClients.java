package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that connect anew whenever their connection is closed, and read no answer. */
final class ReturningClients implements AutoCloseable {

    private final int port;
    private final String beginning;
    private final byte[] rest;
    private final ExecutorService threads;
    private volatile boolean ended;

    private ReturningClients(int port, int count, String beginning, String rest) {
        this.port = port;
        this.beginning = beginning;
        this.rest = rest.getBytes(US_ASCII);
        this.threads = Executors.newFixedThreadPool(count);
    }

    /**
     * So many that send that beginning.
     *
     * @param rest what they send then, over and over and as fast as it is taken; if empty, they wait to be closed
     */
    static ReturningClients start(int port, int count, String beginning, String rest) {
        ReturningClients clients = new ReturningClients(port, count, beginning, rest);
        for (int i = 0; i < count; i++) {
            clients.threads.execute(clients::comeBack);
        }
        return clients;
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdownNow();
    }

    private void comeBack() {
        while (!ended) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(1000);
                socket.getOutputStream().write(beginning.getBytes(US_ASCII));
                while (!ended && goesOn(socket)) {}
            } catch (IOException closed) {
                // By the server; the next one is on its way.
            }
        }
    }

    private boolean goesOn(Socket socket) throws IOException {
        if (rest.length > 0) {
            socket.getOutputStream().write(rest);
            return true;
        }
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException stillOpen) {
            return true;
        }
    }
}
