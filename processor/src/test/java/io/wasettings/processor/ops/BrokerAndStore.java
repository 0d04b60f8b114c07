package io.wasettings.processor.ops;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.embedded.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
