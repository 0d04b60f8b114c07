package io.wasettings.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker and controller (KRaft) in this JVM, for one node and plain text on 127.0.0.1.
 *
 * <p>{@code KafkaRaftServer} and {@code Formatter} are not public API of Kafka; this class is the only one that uses
 * them.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker whose logs are in that folder, which is formatted when it is new.
     *
     * @param port the client port, or 0 for any free one
     * @throws IllegalStateException saying what to do, if the port cannot be opened
     */
    public static EmbeddedBroker start(Path folder, int port) throws IOException {
        // The controller's port must not be the client port, on which nothing listens yet.
        int[] ports = Ports.different("Kafka", port, 0);
        Properties properties = properties(folder, ports[0], ports[1]);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, ports[0]);
    }

    /** What clients set as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Shuts down in order; without it the next start on the same folder takes several seconds more. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            new Formatter()
                    // Standard output belongs to the program that embeds the broker.
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("Cannot prepare " + folder + " for the broker", e);
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        properties.put(
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("auto.create.topics.enable", "false");
        // Killed members are forgotten soon, the broker itself included: with the defaults a restart after a kill waits
        // 9 s for the broker's own registration, and 45 s for the partitions of a killed consumer.
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("group.consumer.min.session.timeout.ms", "8000");
        properties.put("group.consumer.session.timeout.ms", "8000");
        properties.put("group.consumer.min.heartbeat.interval.ms", "2000");
        properties.put("group.consumer.heartbeat.interval.ms", "2000");
        // Small, because one node of a demo or a test cleans next to nothing.
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        return properties;
    }
}
