package io.wasettings.processor.ops;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.embedded.Ports;
import io.wasettings.processor.ProcessorApplication;
import io.wasettings.processor.TestSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A broker and a store that go away, and come back where they were: the broker as it was, the store empty. */
final class BrokerAndStore implements AutoCloseable {

    private final Path folder = Path.of(System.getProperty("java.io.tmpdir"), "broker-" + UUID.randomUUID());
    private final int[] ports = Ports.different("broker and store", 0, 0);
    private @Nullable EmbeddedBroker broker;
    private @Nullable EmbeddedStore store;

    String bootstrapServers() {
        return "127.0.0.1:" + ports[0];
    }

    String storeUri() {
        return "mongodb://127.0.0.1:" + ports[1];
    }

    void start() throws IOException {
        startBroker();
        startStore();
    }

    void startBroker() throws IOException {
        broker = EmbeddedBroker.start(folder, ports[0]);
    }

    void startStore() {
        store = EmbeddedStore.startInMemory(ports[1]);
    }

    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    void stopStore() {
        if (store != null) {
            store.close();
        }
    }

    /** A processor of these servers, whether they are there or not, with further arguments. */
    ConfigurableApplicationContext startProcessor(String... more) {
        return startProcessorOf(bootstrapServers(), storeUri(), more);
    }

    static ConfigurableApplicationContext startProcessorOf(String bootstrapServers, String storeUri, String... more) {
        Stream<String> arguments = Stream.of(
                "--server.port=0",
                "--logging.level.root=error",
                "--wa.settings.keys-file=" + TestSetup.newKeys(),
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.mongodb.uri=" + storeUri,
                "--wa.settings.mongodb.server-selection-timeout=500ms",
                "--wa.settings.processor.ops.backlog-interval=1s",
                "--wa.settings.topics.partitions=1");
        return ProcessorApplication.builder()
                .run(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        try {
            stopBroker();
        } finally {
            stopStore();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
