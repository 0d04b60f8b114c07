package io.wasettings.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.RecordPublisher;
import io.wasettings.testkit.TestStore;
import io.wasettings.testkit.TopicRecords;
import io.wasettings.testkit.guarantee.Recorded;
import io.wasettings.testkit.guarantee.Recorded.Sent;
import io.wasettings.testkit.guarantee.Recorded.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;

/** A producer of commands and a reader of their statuses. */
public class CommandClient implements AutoCloseable {

    /** What each API key begins with; longer than what hashes and seals hold by chance. */
    static final String API_KEY = "k3y-of-a-partner-";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestSetup setup;
    private final SecretBox secretBox;
    private final RecordPublisher publisher;
    private final List<Status> statuses = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public CommandClient(TestSetup setup) {
        this.setup = setup;
        this.secretBox = SecretBox.load(setup.keys());
        this.publisher = new RecordPublisher(setup.bootstrapServers());
    }

    TestSetup setup() {
        return setup;
    }

    public SecretBox secretBox() {
        return secretBox;
    }

    /** Publishes a command with sealed secrets. */
    public RecordMetadata submit(String id, String key, String members, Secrets secrets) {
        return send(id, key, "{%s, \"sealed_secrets\": \"%s\"}".formatted(members, secretBox.seal(key, secrets)));
    }

    /** Publishes a bearer command for that webhook. */
    public RecordMetadata submitBearer(String id, String key, String webhookUrl) {
        return submit(
                id,
                key,
                "\"webhook_url\": \"%s\", \"auth_type\": \"bearer\"%s".formatted(webhookUrl, from(key)),
                new Secrets(Map.of(Secrets.API_KEY, API_KEY + id.replaceAll("[^!-~]", "_"))));
    }

    /** Publishes any value as a command. */
    public RecordMetadata send(String id, String key, String value) {
        String[] parts = key.split("/", -1);
        CloudEvent event = new CloudEvent(
                new Context(id, "/test", CloudEvent.COMMAND_TYPE, null),
                new Extensions(parts[0], parts[1], null, null),
                value.getBytes(UTF_8));
        return publisher.publish(setup.commands(), key, event.headers(), value.getBytes(UTF_8));
    }

    /** Publishes a record and waits until the broker holds it. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        return publisher.publish(record);
    }

    /** The member {@code from} that belongs to that key, with a comma before it; empty for the default sender. */
    static String from(String key) {
        String sender = key.split("/", -1)[2];
        return sender.equals("default") ? "" : ", \"from\": \"" + sender + "\"";
    }

    /** Begins to read statuses, from the first one on. */
    public void readStatuses() {
        Thread reader = new Thread(this::readUntilClosed, "status-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** All records with that key on the topic at this moment. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
        return TopicRecords.read(setup.bootstrapServers(), topic::equals).stream()
                .filter(record -> record.key() != null && key.equals(new String(record.key(), UTF_8)))
                .toList();
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

    /** The world as it is now, refresh tokens aside, after these were sent. */
    public Recorded recorded(List<Sent> sent) throws ExecutionException, InterruptedException {
        List<Told> told = statuses.stream()
                .filter(Status::terminal)
                .map(status -> new Told(status.commandId(), status.state().wireName()))
                .toList();
        return Recorded.of(sent, told)
                .seenBy("the store", column("commands", "command_id", List.of("status", "state")))
                .withInForce(column("settings", "_id", List.of("command_id")))
                .withUncommitted(setup.uncommitted());
    }

    /** That collection of the store. */
    public MongoCollection<Document> collection(String name) {
        return TestStore.client().getDatabase(setup.database()).getCollection(name);
    }

    @Override
    public void close() {
        closed = true;
        publisher.close();
    }

    private Optional<Status> find(String id) {
        return statuses.stream()
                .filter(status -> status.commandId().equals(id) && status.terminal())
                .findFirst();
    }

    private Map<String, String> column(String collection, String name, List<String> value) {
        Map<String, String> column = new HashMap<>();
        collection(collection)
                .find()
                .forEach(document -> column.put(document.getString(name), document.getEmbedded(value, "none")));
        return column;
    }

    private void readUntilClosed() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", setup.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            await().atMost(PATIENCE).until(() -> consumer.listTopics().containsKey(setup.statuses()));
            List<TopicPartition> partitions = consumer.partitionsFor(setup.statuses()).stream()
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
}
