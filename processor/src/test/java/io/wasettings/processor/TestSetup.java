package io.wasettings.processor;

import io.wasettings.processor.keys.KeyFile;
import io.wasettings.testkit.GroupProgress;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * Topics, a database and keys that no other test uses.
 *
 * @param bootstrapServers the broker
 * @param storeUri the store
 * @param prefix begins the names of topics and groups
 * @param database the database's name
 * @param keys the file of the sealing keys
 */
public record TestSetup(String bootstrapServers, String storeUri, String prefix, String database, Path keys) {

    public static TestSetup on(String bootstrapServers, String storeUri) {
        return new TestSetup(bootstrapServers, storeUri, "t" + UUID.randomUUID(), TestStore.newDatabase(), newKeys());
    }

    public String commands() {
        return prefix + ".commands";
    }

    String statuses() {
        return prefix + ".status";
    }

    public String retryPrefix() {
        return prefix + ".retry";
    }

    String deadLetters() {
        return prefix + ".dlt";
    }

    /** The topics that commands wait on: their own and the retry topics. */
    public boolean holdsCommands(String topic) {
        return topic.equals(commands()) || topic.startsWith(retryPrefix());
    }

    /** The partitions of these topics of which something is not committed. */
    public Set<String> uncommitted() throws ExecutionException, InterruptedException {
        return GroupProgress.uncommitted(bootstrapServers, prefix, this::holdsCommands);
    }

    /** The command line of a processor on this setup. */
    public List<String> arguments() {
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.mongodb.uri=" + storeUri,
                "--wa.settings.mongodb.database=" + database,
                "--wa.settings.keys-file=" + keys,
                "--wa.settings.topics.commands=" + commands(),
                "--wa.settings.topics.status=" + statuses(),
                "--wa.settings.topics.retry-prefix=" + retryPrefix(),
                "--wa.settings.topics.dead-letter=" + deadLetters(),
                "--wa.settings.topics.partitions=4",
                "--wa.settings.processor.group=" + prefix,
                "--wa.settings.processor.projection-group=" + prefix + "-projection",
                "--wa.settings.processor.retry.delays=300ms,600ms");
    }

    /** A file of sealing keys that no other test uses. */
    public static Path newKeys() {
        try {
            Path file = Files.createTempDirectory("keys").resolve("keys.json");
            new KeyFile(file, Clock.systemUTC()).generate();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
