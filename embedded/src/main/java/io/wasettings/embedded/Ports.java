package io.wasettings.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
public final class Ports {

    private Ports() {}

    /**
     * A port that nothing listens on at this moment.
     *
     * @param what who wants it, for the message
     * @param wanted the port, or 0 for any
     * @throws IllegalStateException in one line that says why it cannot be opened and what to do
     */
    public static int free(String what, int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + wanted + " for " + what + " cannot be opened (" + e.getMessage()
                            + "); stop what listens there, or choose another port",
                    e);
        }
    }
}
