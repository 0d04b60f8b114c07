package io.wasettings.testkit;

import io.wasettings.testkit.Conversation.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server that does what a script says, over a real socket on the loopback interface, with TLS if wanted. Each
 * request takes the next step of the script; the last step repeats.
 */
public final class ScriptedServer implements AutoCloseable {

    private final LoopbackServer server;
    private final boolean readsRequests;
    private final Iterator<Step> steps;
    private final List<Request> requests = new ArrayList<>();
    private Step step;
    private int accepted;

    /** What the server does once it has read a request. */
    @FunctionalInterface
    public interface Step {
        void answer(Conversation conversation) throws IOException;
    }

    private ScriptedServer(LoopbackServer server, boolean readsRequests, Step... steps) {
        this.server = server;
        this.readsRequests = readsRequests;
        this.steps = List.of(steps).iterator();
        this.step = Replies.close();
    }

    /** A server without TLS on any free port of 127.0.0.1. */
    public static ScriptedServer start(Step... steps) {
        return start(ServerSocketFactory.getDefault(), InetAddress.getLoopbackAddress(), 0, true, steps);
    }

    /** A server that reads nothing: each connection, not each request, takes the next step, and then ends. */
    public static ScriptedServer startDeaf(Step... steps) {
        return start(ServerSocketFactory.getDefault(), InetAddress.getLoopbackAddress(), 0, false, steps);
    }

    /** A server without TLS on that address and port, 0 for any free one. */
    public static ScriptedServer startAt(InetAddress address, int port, Step... steps) {
        return start(ServerSocketFactory.getDefault(), address, port, true, steps);
    }

    /** A server with TLS on any free port of 127.0.0.1. */
    public static ScriptedServer startTls(SSLContext tls, Step... steps) {
        return start(tls.getServerSocketFactory(), InetAddress.getLoopbackAddress(), 0, true, steps);
    }

    private static ScriptedServer start(
            ServerSocketFactory factory, InetAddress address, int port, boolean readsRequests, Step... steps) {
        try {
            ServerSocket socket = factory.createServerSocket();
            socket.bind(new InetSocketAddress(address, port));
            ScriptedServer scripted =
                    new ScriptedServer(new LoopbackServer("scripted-server", socket), readsRequests, steps);
            scripted.server.start(scripted::converse);
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** All requests so far, in the order of their arrival. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections clients have made so far. */
    public synchronized int connections() {
        return accepted;
    }

    @Override
    public void close() {
        server.close();
    }

    private void converse(Socket socket) throws IOException {
        countConnection();
        Conversation conversation = new Conversation(socket);
        if (!readsRequests) {
            nextStep().answer(conversation);
            return;
        }
        for (Request request = conversation.read(); request != null; request = conversation.read()) {
            record(request);
            nextStep().answer(conversation);
        }
    }

    private synchronized void countConnection() {
        accepted++;
    }

    private synchronized void record(Request request) {
        requests.add(request);
    }

    private synchronized Step nextStep() {
        if (steps.hasNext()) {
            step = steps.next();
        }
        return step;
    }
}
