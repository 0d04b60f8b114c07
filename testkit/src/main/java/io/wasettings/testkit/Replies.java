package io.wasettings.testkit;

import io.wasettings.testkit.ScriptedServer.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Steps for a {@link ScriptedServer}: the good, the bad and the malicious. */
public final class Replies {

    private Replies() {}

    /** A well-formed answer on a connection that stays open; headers as {@code Name: value}. */
    public static Step reply(int status, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return raw(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Exactly these bytes, given as ISO 8859-1, on a connection that stays open. */
    public static Step raw(String bytes) {
        return conversation -> conversation.send(bytes);
    }

    /** Exactly these bytes, then the end of the connection. */
    public static Step rawThenClose(String bytes) {
        return conversation -> {
            conversation.send(bytes);
            conversation.socket().close();
        };
    }

    /** The same; opens the latch once the connection has ended. */
    public static Step rawThenClose(String bytes, CountDownLatch closed) {
        return conversation -> {
            rawThenClose(bytes).answer(conversation);
            closed.countDown();
        };
    }

    /** The end of the connection. */
    public static Step close() {
        return conversation -> conversation.socket().close();
    }

    /** A reset connection. */
    public static Step reset() {
        return Conversation::reset;
    }

    /** Nothing, for as long as the client waits. */
    public static Step silence() {
        return conversation -> conversation.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** The prefix, then the repeated text for as long as the client reads. */
    public static Step endless(String prefix, String repeated) {
        return drip(prefix, repeated, Duration.ZERO);
    }

    /** The prefix, then the repeated text with a pause before each, for as long as the client reads. */
    public static Step drip(String prefix, String repeated, Duration pause) {
        return conversation -> {
            conversation.send(prefix);
            while (true) {
                LockSupport.parkNanos(pause.toNanos());
                conversation.send(repeated);
            }
        };
    }

    /** That step, once the latch is open. */
    public static Step after(CountDownLatch latch, Step step) {
        return conversation -> {
            Latches.awaitQuietly(latch);
            step.answer(conversation);
        };
    }

    /** A proxy's tunnel to that port of 127.0.0.1, whatever address the client has asked for. */
    public static Step tunnelTo(int port) {
        return conversation -> {
            try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), port)) {
                conversation.send("HTTP/1.1 200 Connection established\r\n\r\n");
                Thread back = new Thread(() -> pump(backend, conversation.socket()), "tunnel-" + port);
                back.setDaemon(true);
                back.start();
                pump(conversation.socket(), backend);
            }
        };
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One end is gone, and the other one will notice.
        }
    }
}
