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

    /** The statuses of all answers to what is sent so, with that pause after each piece. */
    static List<String> statuses(int port, Duration pause, String... pieces) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            for (String piece : pieces) {
                socket.getOutputStream().write(piece.getBytes(UTF_8));
                LockSupport.parkNanos(pause.toNanos());
            }
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return STATUS.matcher(answers)
                    .results()
                    .map(status -> status.group(1))
                    .toList();
        }
    }
}
