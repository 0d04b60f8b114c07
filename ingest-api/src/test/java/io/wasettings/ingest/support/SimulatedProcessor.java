package io.wasettings.ingest.support;

import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.common.text.Json;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.service.status.StatusEvent;
import io.wasettings.testkit.RecordPublisher;
import io.wasettings.testkit.TestStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Stands in for the processor: reads commands, and answers each with the states that the first label of its webhook's
 * host names. {@code https://retrying-applied.example.com} is retried, then applied; {@code https://silent.example.com}
 * is never heard of. Statuses go to their topic and, as with the real one, into {@code commands}.
 */
public final class SimulatedProcessor implements AutoCloseable {

    private final String statusTopic;
    private final CommandStatuses statuses;
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordPublisher publisher;
    private final List<ConsumerRecord<String, byte[]>> commands = new CopyOnWriteArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "simulated-processor");

    /** Starts with the settings of the application that it serves, whose topics must be there. */
    public SimulatedProcessor(Map<String, String> settings) {
        Map<String, Object> connection = Map.of("bootstrap.servers", settings.get("spring.kafka.bootstrap-servers"));
        this.statusTopic = settings.get("wa.settings.topics.status");
        this.statuses = new CommandStatuses(
                TestStore.client().getDatabase(settings.get("wa.settings.mongodb.database")),
                Clock.systemUTC(),
                Duration.ofDays(30));
        this.consumer = new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer());
        this.publisher = new RecordPublisher(settings.get("spring.kafka.bootstrap-servers"));
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

    /** Keeps a status of that command in the store and publishes it, as the real one does. */
    public void publish(String key, Status status) {
        ToldStatus told = new ToldStatus(status, 0);
        statuses.keep(List.of(told));
        StatusEvent event = new StatusEvent(told, StatusEvent.PROCESSOR, null, true);
        publisher.publish(event.record(statusTopic, key.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        running.set(false);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
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
