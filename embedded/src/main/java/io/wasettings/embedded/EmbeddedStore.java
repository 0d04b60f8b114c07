package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A MongoDB-compatible store in this JVM, on 127.0.0.1. For demos and tests: what it lacks is in
 * {@code docs/standalone.md}.
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
     * Starts a store that keeps its data in that folder. Expired documents are removed at once and then every hour.
     *
     * @param port the port, or 0 for any free one
     * @param whenNotWritten is told, once, why the folder can no longer be written; from then on the store is useless,
     *     and the last writes are lost
     * @throws IllegalStateException saying what to do, if the port cannot be opened
     */
    public static EmbeddedStore start(Path folder, int port, Consumer<Throwable> whenNotWritten) throws IOException {
        Files.createDirectories(folder);
        int free = Ports.free("MongoDB", port);
        return start(new MongoServer(IndexedH2Backend.open(folder.resolve("store.mv"), whenNotWritten)), free);
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
