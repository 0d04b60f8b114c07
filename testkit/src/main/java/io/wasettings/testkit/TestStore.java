package io.wasettings.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.embedded.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * One store for all tests of a JVM, started when first asked for: the {@code mongod} that the environment variable
 * {@value #MONGOD} names, else one on the PATH, else one in a container, else the embedded server. Tests use databases
 * of different names.
 */
public final class TestStore {

    private static final String MONGOD = "WA_SETTINGS_TEST_MONGOD";
    private static final Logger LOG = LoggerFactory.getLogger(TestStore.class);
    private static final String URI = start();
    private static final MongoClient CLIENT = MongoClients.create(URI);

    private TestStore() {}

    /** The connection string, without a database. */
    public static String uri() {
        return URI;
    }

    /** A relay to it, so that a test can cut it off. */
    public static Relay relay() {
        String host = new ConnectionString(URI).getHosts().get(0);
        return Relay.to(Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)));
    }

    /** A client that all tests share. */
    public static MongoClient client() {
        return CLIENT;
    }

    /** A name for a database that no other test uses. */
    public static String newDatabase() {
        return "test-" + UUID.randomUUID();
    }

    private static String start() {
        Optional<Path> mongod =
                Optional.ofNullable(System.getenv(MONGOD)).map(Path::of).or(TestStore::mongodOnPath);
        if (mongod.isPresent()) {
            LOG.warn("The tests' store is {}", mongod.get());
            return startProcess(mongod.get());
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            LOG.warn("The tests' store is MongoDB in a container");
            MongoDBContainer container = new MongoDBContainer("mongo:8");
            container.start();
            return container.getConnectionString();
        }
        LOG.warn(
                "The tests' store is the embedded server: no {} is set, no mongod on the PATH, no Docker engine",
                MONGOD);
        return EmbeddedStore.startInMemory(0).uri();
    }

    private static Optional<Path> mongodOnPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String startProcess(Path mongod) {
        try {
            int port = Ports.free("mongod", 0);
            Path data = Files.createTempDirectory("test-mongod");
            Process process = new ProcessBuilder(
                            mongod.toString(),
                            "--dbpath=" + data,
                            "--port=" + port,
                            "--bind_ip=127.0.0.1",
                            "--logpath=" + data.resolve("mongod.log"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-test-mongod"));
            return "mongodb://127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
