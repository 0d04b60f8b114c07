package io.wasettings.benchmarks.world;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.embedded.Ports;
import io.wasettings.processor.keys.KeyFile;
import io.wasettings.testkit.BrokerProcess;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Broker, store and partners, each a process of its own, for one run of all benchmarks. */
public final class World implements Closeable {

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final String bootstrapServers;
    private final String storeUri;
    private final MongoClient store;
    private final int partnersPort = Ports.free("partners", 0);
    private final Path folder;

    public World() throws IOException {
        folder = Files.createTempDirectory("benchmarks");
        new KeyFile(folder.resolve("keys.json"), Clock.systemUTC()).generate();
        Files.writeString(
                folder.resolve("keys.public.json"),
                new KeyFile(folder.resolve("keys.json"), Clock.systemUTC()).publicKeys());
        int brokerPort = Ports.free("broker", 0);
        Jvm broker = keep(Jvm.ofClass(
                BrokerProcess.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                List.of(),
                folder.resolve("broker").toString(),
                String.valueOf(brokerPort)));
        broker.awaitOutput(BrokerProcess.READY);
        bootstrapServers = "127.0.0.1:" + brokerPort;
        // What is young is little, so that pauses which no real store has are short.
        Jvm storeProcess = keep(
                Jvm.ofClass(StoreProgram.class, List.of("-Xms1g", "-Xmx1g", "-Xmn64m", "-XX:+UseSerialGC"), List.of()));
        storeProcess.awaitOutput(StoreProgram.READY);
        storeUri = storeProcess
                .output()
                .lines()
                .filter(line -> line.startsWith(StoreProgram.READY))
                .map(line -> line.substring(StoreProgram.READY.length()))
                .findFirst()
                .orElseThrow();
        store = keep(MongoClients.create(storeUri));
        keep(Partners.start(partnersPort));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String storeUri() {
        return storeUri;
    }

    public MongoDatabase database(String name) {
        return store.getDatabase(name);
    }

    public int partnersPort() {
        return partnersPort;
    }

    /** The sealing keys, private parts included. */
    public Path keys() {
        return folder.resolve("keys.json");
    }

    /** Their public parts. */
    public Path publicKeys() {
        return folder.resolve("keys.public.json");
    }

    /** A folder for files of this run. */
    public Path folder() {
        return folder;
    }

    /** Partners' hosts with their port, as a list for {@code trusted-hosts}. */
    public String trustedHosts() {
        StringBuilder hosts = new StringBuilder();
        for (int host = 0; host < Partners.HOSTS; host++) {
            hosts.append(host == 0 ? "" : ",")
                    .append(Partners.address(host))
                    .append(':')
                    .append(partnersPort);
        }
        return hosts.toString();
    }

    private <T extends Closeable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
