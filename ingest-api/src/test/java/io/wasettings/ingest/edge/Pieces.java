package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.ingest.support.TestTokens;
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

    /** A request that submits that body, with these fields of the head beside those that it needs. */
    static String submission(String body, String... fields) {
        return head(body, fields) + body;
    }

    /** The head of such a request, with one such field at least. */
    static String head(String body, String... fields) {
        return String.join(
                        "\r\n",
                        "POST /api/wa/v2/transactional/settings HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + TestTokens.ACME,
                        "Prefer: respond-async",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length(),
                        "")
                + String.join("\r\n", fields) + "\r\n\r\n";
    }

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
