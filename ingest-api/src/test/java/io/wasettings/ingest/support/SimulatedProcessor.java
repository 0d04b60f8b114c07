package io.wasettings.ingest.support;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.testkit.TestStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * Stands in for the processor: reads commands, and answers each with the states that the first label of its webhook's
 * host names. {@code https://retrying-applied.example.com} is retried, then applied; {@code https://silent.example.com}
 * is never heard of. Statuses go to their topic and, as with the real one, into {@code command_status}.
 */
public final class SimulatedProcessor implements AutoCloseable {

    private final String statusTopic;
    private final String database;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final List<ConsumerRecord<String, byte[]>> commands = new CopyOnWriteArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "simulated-processor");

    /** Starts with the settings of the application that it serves, whose topics must be there. */
    public SimulatedProcessor(Map<String, String> settings) {
        Map<String, Object> connection = Map.of("bootstrap.servers", settings.get("spring.kafka.bootstrap-servers"));
        this.statusTopic = settings.get("wa.settings.topics.status");
        this.database = settings.get("wa.settings.mongodb.database");
        this.consumer = new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer());
        List<TopicPartition> partitions = consumer.partitionsFor(settings.get("wa.settings.topics.commands")).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** All records of that command, in order of arrival; waits for the first one. */
    public List<ConsumerRecord<String, byte[]>> recordsOf(String commandId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> recordsSoFarOf(commandId), records -> !records.isEmpty());
    }

    /** How many records there are of all commands. */
    public int received() {
        return commands.size();
    }

    /** Publishes a status of that command and keeps it in the store. */
    public void publish(String key, Status status) {
        byte[] json = Json.mapper().writeValueAsBytes(status);
        CloudEvent event = new CloudEvent(
                status.commandId(),
                "/wa-settings/processor",
                CloudEvent.STATUS_TYPE,
                status.occurredAt(),
                status.partner(),
                status.channel(),
                null,
                null,
                json);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(statusTopic, key, json);
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        TestStore.client()
                .getDatabase(database)
                .getCollection("command_status")
                .replaceOne(
                        Filters.eq("_id", status.commandId()),
                        Document.parse(new String(json, StandardCharsets.UTF_8)).append("_id", status.commandId()),
                        new ReplaceOptions().upsert(true));
    }

    @Override
    public void close() {
        running.set(false);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> recordsSoFarOf(String commandId) {
        return commands.stream()
                .filter(record -> Statuses.event(record).id().equals(commandId))
                .toList();
    }

    private void run() {
        while (running.get()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                commands.add(record);
                answer(record);
            }
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        String url = Json.mapper().readTree(record.value()).path("webhook_url").stringValue("");
        String host =
                String.valueOf(URI.create(url.replaceAll("[^\\x21-\\x7E]", "")).getHost());
        for (String word : host.split("\\.")[0].split("-")) {
            for (State state : State.values()) {
                if (state.wireName().equals(word)) {
                    publish(record.key(), Statuses.of(record, state));
                }
            }
        }
    }
}
