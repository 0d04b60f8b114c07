package io.wasettings.processor.http;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;

/**
 * Ends a connection of TLS 1.2 whose server asks for another handshake again and again: each may cost a tenth of a
 * second of a core, at the price of few bytes. To ask once is fair: some servers do, for a certificate of ours.
 */
final class Renegotiations implements HandshakeCompletedListener {

    private static final int MOST = 2;

    private final Socket socket;
    private final AtomicInteger count = new AtomicInteger();

    /** @param socket below TLS, after its first handshake */
    Renegotiations(Socket socket) {
        this.socket = socket;
    }

    @Override
    public void handshakeCompleted(HandshakeCompletedEvent event) {
        if (count.incrementAndGet() > MOST) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
