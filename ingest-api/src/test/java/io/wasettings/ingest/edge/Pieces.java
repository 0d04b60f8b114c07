package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Requests that are sent in pieces, of one connection that the last of them closes. */
final class Pieces {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+) ");

    private Pieces() {}

    /** The statuses of all answers to what is sent so, with that pause between the pieces. */
    static List<String> statuses(int port, Duration pause, String... pieces) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            for (int piece = 0; piece < pieces.length; piece++) {
                if (piece > 0) {
                    LockSupport.parkNanos(pause.toNanos());
                }
                socket.getOutputStream().write(pieces[piece].getBytes(UTF_8));
            }
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return STATUS.matcher(answers)
                    .results()
                    .map(status -> status.group(1))
                    .toList();
        }
    }
}
