package io.wasettings.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a {@link ScriptedServer}: requests are read by the book, answers are whatever the script writes.
 */
public final class Conversation {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Conversation(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * A request as it arrived.
     *
     * @param method such as POST
     * @param target the request target, byte for byte
     * @param headers the last value of each header; names in any case
     * @param body the body, one character a byte
     * @param serverName the SNI of the connection, or null without TLS or SNI
     */
    public record Request(
            String method,
            String target,
            Map<String, String> headers,
            String body,
            @Nullable String serverName) {}

    /** Sends these bytes, given as ISO 8859-1. */
    public void send(String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The connection itself, for what goes beyond requests and answers. */
    public Socket socket() {
        return socket;
    }

    /** Ends the connection without the usual goodbye: the client sees a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The next request, or null when the client has closed the connection. */
    @Nullable
    Request read() throws IOException {
        String[] requestLine = readLine().split(" ", -1);
        if (requestLine.length < 2) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Request(
                requestLine[0], requestLine[1], headers, new String(body, StandardCharsets.ISO_8859_1), serverName());
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private @Nullable String serverName() {
        if (socket instanceof SSLSocket tls && tls.getSession() instanceof ExtendedSSLSession session) {
            List<SNIServerName> names = session.getRequestedServerNames();
            return names.isEmpty() ? null : ((SNIHostName) names.get(0)).getAsciiName();
        }
        return null;
    }
}
