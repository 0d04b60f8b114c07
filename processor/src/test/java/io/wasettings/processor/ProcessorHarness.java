package io.wasettings.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.Status;
import io.wasettings.processor.secrets.KeyFile;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Whole processors on topics and a database of their own, with a producer of commands and a reader of statuses. */
public final class ProcessorHarness implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String prefix = "t" + UUID.randomUUID();
    private final String database = TestStore.newDatabase();
    private final Path keys = newKeys();
    private final SecretBox secretBox = SecretBox.load(keys);
    private final List<ConfigurableApplicationContext> processors = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final List<Status> statuses = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Starts a processor and waits until it has partitions. */
    public ConfigurableApplicationContext start(String... properties) {
        List<String> arguments = arguments();
        arguments.add("--server.port=0");
        arguments.addAll(List.of(properties));
        ConfigurableApplicationContext context = ProcessorApplication.builder().run(arguments.toArray(String[]::new));
        processors.add(context);
        if (processors.size() == 1) {
            readStatuses();
        }
        return context;
    }

    /** What every program needs that works on these topics and this database. */
    public List<String> arguments() {
        return new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.mongodb.uri=" + TestStore.uri(),
                "--wa.settings.mongodb.database=" + database,
                "--wa.settings.keys-file=" + keys,
                "--wa.settings.topics.commands=" + commands(),
                "--wa.settings.topics.status=" + prefix + ".status",
                "--wa.settings.topics.retry-prefix=" + prefix + ".retry",
                "--wa.settings.topics.dead-letter=" + prefix + ".dlt",
                "--wa.settings.topics.partitions=4",
                "--wa.settings.processor.group=" + prefix,
                "--wa.settings.processor.projection-group=" + prefix + "-projection",
                "--wa.settings.processor.retry.delays=300ms,600ms"));
    }

    public String commands() {
        return prefix + ".commands";
    }

    /** The retry topic of that tier. */
    public String retry(int tier) {
        return prefix + ".retry." + tier;
    }

    /** All records with that key on the topic at this moment. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.removeIf(record -> record.key() == null || !key.equals(new String(record.key(), UTF_8)));
            return records;
        }
    }

    public MongoDatabase database() {
        return TestStore.client().getDatabase(database);
    }

    public SecretBox secretBox() {
        return secretBox;
    }

    /** Publishes a command with sealed secrets. */
    public void submit(String id, String key, String members, Secrets secrets) {
        send(id, key, "{%s, \"sealed_secrets\": \"%s\"}".formatted(members, secretBox.seal(key, secrets)));
    }

    /** Publishes a bearer command for that webhook. */
    public void submitBearer(String id, String key, String webhookUrl) {
        submit(
                id,
                key,
                "\"webhook_url\": \"%s\", \"auth_type\": \"bearer\"%s".formatted(webhookUrl, from(key)),
                new Secrets(Map.of(Secrets.API_KEY, "k3y-" + id)));
    }

    /** Publishes any value as a command. */
    public void send(String id, String key, String value) {
        String[] parts = key.split("/", -1);
        CloudEvent event = new CloudEvent(
                id, "/test", CloudEvent.COMMAND_TYPE, null, parts[0], parts[1], null, null, value.getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(commands(), key.getBytes(UTF_8), value.getBytes(UTF_8));
        event.headers().forEach((name, bytes) -> record.headers().add(name, bytes));
        send(record);
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All statuses so far, of all commands. */
    public List<Status> statuses() {
        return List.copyOf(statuses);
    }

    /** The first terminal status of that command, waited for. */
    public Status terminal(String id) {
        return await("terminal status of " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(id), Optional::isPresent)
                .orElseThrow();
    }

    /** How many terminal statuses there are, duplicates of a command counted once. */
    public long terminalCommands() {
        return statuses.stream()
                .filter(Status::terminal)
                .map(Status::commandId)
                .distinct()
                .count();
    }

    @Override
    public void close() {
        closed = true;
        processors.forEach(ConfigurableApplicationContext::close);
        producer.close();
    }

    private Optional<Status> find(String id) {
        return statuses.stream()
                .filter(status -> status.commandId().equals(id) && status.terminal())
                .findFirst();
    }

    private static String from(String key) {
        String sender = key.split("/", -1)[2];
        return sender.equals("default") ? "" : ", \"from\": \"" + sender + "\"";
    }

    private void readStatuses() {
        Thread reader = new Thread(this::readUntilClosed, "status-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void readUntilClosed() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            await().atMost(PATIENCE).until(() -> consumer.listTopics().containsKey(prefix + ".status"));
            List<TopicPartition> partitions = consumer.partitionsFor(prefix + ".status").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    statuses.add(Json.mapper().readValue(record.value(), Status.class));
                }
            }
        }
    }

    private static Path newKeys() {
        try {
            Path file = Files.createTempDirectory("keys").resolve("keys.json");
            new KeyFile(file, Clock.systemUTC()).generate();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
