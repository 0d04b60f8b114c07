package io.wasettings.testkit;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real broker as a process of its own, which can be killed and started again on the same folder and port. */
public final class BrokerProcess implements AutoCloseable {

    /** What {@link #main} writes when clients may come. */
    public static final String READY = "broker is ready";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private JavaProcess process;

    private BrokerProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = run(folder, port);
    }

    /** Starts a broker on a folder of its own and waits until it is ready. */
    public static BrokerProcess start() {
        try {
            return new BrokerProcess(Files.createTempDirectory("broker-process"), Ports.free("Kafka", 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients set as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.close();
    }

    /** Starts it again after {@link #kill}, with all that it held, and waits until it is ready. */
    public void restart() {
        process = run(folder, port);
    }

    @Override
    public void close() {
        process.close();
    }

    private static JavaProcess run(Path folder, int port) {
        JavaProcess process = JavaProcess.start(
                BrokerProcess.class, List.of("-Xmx384m"), List.of(folder.toString(), String.valueOf(port)));
        process.awaitOutput(READY, PATIENCE);
        return process;
    }

    /** Runs the broker; its threads keep the JVM alive. */
    public static void main(String... args) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), Integer.parseInt(args[1]));
        System.out.println(READY + " at " + broker.bootstrapServers());
    }
}
