package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MongoDB-compatible store in this JVM, on 127.0.0.1. For demos and tests: it enforces no TTL, an index serves
 * equality of its first field alone, and a kill loses about the last second of writes.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final MongoServer server;
    private final InetSocketAddress address;

    private EmbeddedStore(MongoServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts a store that keeps its data in that folder.
     *
     * @param port the port, or 0 for any free one
     * @throws IllegalStateException saying what to do, when the port cannot be opened
     */
    public static EmbeddedStore start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        int free = Ports.free("MongoDB", port);
        return start(
                new MongoServer(new IndexedH2Backend(folder.resolve("store.mv").toString())), free);
    }

    /** Starts a store that forgets everything when it is closed. */
    public static EmbeddedStore startInMemory(int port) {
        return start(new MongoServer(new IndexedMemoryBackend()), Ports.free("MongoDB", port));
    }

    private static EmbeddedStore start(MongoServer server, int port) {
        server.bind(HOST, port);
        return new EmbeddedStore(server, server.getLocalAddress());
    }

    /** The connection string for {@code spring.mongodb.uri}. */
    public String uri() {
        return "mongodb://" + HOST + ":" + address.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
