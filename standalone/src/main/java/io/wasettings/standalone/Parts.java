package io.wasettings.standalone;

import io.wasettings.embedded.Ports;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be stopped in reverse. */
final class Parts {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Starts something that listens on a port. */
    interface Starter<T> {
        T start(int port) throws IOException;
    }

    <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    /**
     * Starts and keeps a part.
     *
     * @param name the name of its port in {@link StandaloneProperties.Ports}
     * @param port that port, 0 for any free one
     * @throws MisconfigurationException when the port cannot be opened
     */
    <T extends AutoCloseable> T start(String name, int port, Starter<T> starter) {
        int free = free(name, port);
        try {
            return keep(starter.start(free));
        } catch (IOException e) {
            throw new UncheckedIOException("What listens on the port " + name + " does not start", e);
        }
    }

    /** That port, or any free one for 0. */
    static int free(String name, int port) {
        try {
            return Ports.free("wa.settings.standalone.ports." + name, port);
        } catch (IllegalStateException e) {
            throw new MisconfigurationException(String.valueOf(e.getMessage()));
        }
    }

    void close() {
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    /** A part that fails to stop must not keep the others from stopping. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LogLine.warn(LOG, "part_not_stopped")
                    .with("part", part.getClass().getSimpleName())
                    .becauseQuoting(e)
                    .write();
        }
    }
}
