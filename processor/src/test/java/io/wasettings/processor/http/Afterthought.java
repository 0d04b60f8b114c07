package io.wasettings.processor.http;

import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.ScriptedServer.Step;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An answer, and on the same connection a second one that nobody asked for, once that is wanted. */
final class Afterthought implements Step {

    /** Longer than a connection rests before it is used without a wait. */
    private static final int REST_MS = 20;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);

    @Override
    public void answer(Conversation conversation) throws IOException {
        // Else the second one waits for the acknowledgement of the first.
        conversation.socket().setTcpNoDelay(true);
        conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try {
            wanted.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nplanted");
        sent.countDown();
    }

    /** Sends it now, and leaves the connection some rest. */
    void send() throws InterruptedException {
        wanted.countDown();
        sent.await();
        TimeUnit.MILLISECONDS.sleep(REST_MS);
    }
}
