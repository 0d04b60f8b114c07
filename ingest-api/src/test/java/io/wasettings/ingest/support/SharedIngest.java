package io.wasettings.ingest.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One instance with its simulated processor for all tests of a JVM that need nothing special, started when first asked
 * for.
 */
public final class SharedIngest {

    private static final Map<String, String> SETTINGS = Ingest.settings();
    private static final Ingest INGEST = Ingest.ready(SETTINGS);
    private static final SimulatedProcessor PROCESSOR = new SimulatedProcessor(SETTINGS);

    private SharedIngest() {}

    /** The settings, for another instance beside it. */
    public static Map<String, String> settings() {
        return Map.copyOf(SETTINGS);
    }

    /** A client with the token of the partner {@code acme}. */
    public static Client client() {
        return INGEST.client();
    }

    /** The port that it listens on. */
    public static int port() {
        return INGEST.port();
    }

    /** What it answers to these bytes, whatever they are. */
    public static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Who plays the processor. */
    public static SimulatedProcessor processor() {
        return PROCESSOR;
    }
}
