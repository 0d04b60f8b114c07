package io.wasettings.benchmarks.world;

import io.wasettings.service.kafka.TopicProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Topics and a database of one measurement, which no other one uses.
 *
 * @param world what it runs in
 * @param prefix begins the names of its topics and groups, and is its database
 */
public record Run(World world, String prefix) {

    /** Partitions of a topic, as by default. */
    public static final int PARTITIONS = 6;

    /** A new one. */
    public static Run in(World world) {
        return new Run(world, "b" + UUID.randomUUID().toString().substring(0, 8));
    }

    public String commands() {
        return prefix + ".commands";
    }

    public String statuses() {
        return prefix + ".status";
    }

    /** The topics of both applications. */
    public TopicProperties topics() {
        return new TopicProperties(commands(), statuses(), prefix + ".retry", prefix + ".dlt", PARTITIONS, (short) 1);
    }

    /** Properties that both applications need, as arguments. */
    public List<String> arguments() {
        return List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + world.bootstrapServers(),
                "--spring.mongodb.uri=" + world.storeUri(),
                "--wa.settings.mongodb.database=" + prefix,
                "--wa.settings.topics.commands=" + commands(),
                "--wa.settings.topics.status=" + statuses(),
                "--wa.settings.topics.partitions=" + PARTITIONS);
    }

    /** Properties of the processor, as arguments. */
    public List<String> processorArguments() {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.addAll(List.of(
                "--wa.settings.keys-file=" + world.keys(),
                "--wa.settings.topics.retry-prefix=" + topics().retryPrefix(),
                "--wa.settings.topics.dead-letter=" + topics().deadLetter(),
                "--wa.settings.processor.group=" + prefix,
                "--wa.settings.processor.projection-group=" + prefix + "-projection",
                "--wa.settings.processor.urls.trusted-hosts=" + world.trustedHosts()));
        return arguments;
    }
}
