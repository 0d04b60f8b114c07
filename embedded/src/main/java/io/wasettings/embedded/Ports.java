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
        return different(what, wanted)[0];
    }

    /**
     * The same for several different ports: each is held until all are found.
     *
     * @param wanted each port, or 0 for any
     */
    public static int[] different(String what, int... wanted) {
        int[] found = wanted.clone();
        find(what, found, 0);
        return found;
    }

    private static void find(String what, int[] ports, int index) {
        if (index == ports.length) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[index]));
            ports[index] = socket.getLocalPort();
            find(what, ports, index + 1);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + ports[index] + " for " + what + " cannot be opened (" + e.getMessage()
                            + "); stop what listens there, or choose another port",
                    e);
        }
    }
}
