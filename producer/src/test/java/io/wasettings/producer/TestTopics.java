package io.wasettings.producer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.status.Status;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.TestBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of commands and statuses of one test, and the processor's side of them. */
final class TestTopics implements AutoCloseable {

    static final int PARTITIONS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String commands = "commands-" + UUID.randomUUID();
    private final String statuses = "statuses-" + UUID.randomUUID();
    private final KafkaProducer<byte[], byte[]> teller = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer());

    private TestTopics() {}

    static TestTopics create() {
        TestTopics topics = withoutStatuses();
        topics.createStatuses();
        return topics;
    }

    /** That of statuses is yet to be created. */
    static TestTopics withoutStatuses() {
        TestTopics topics = new TestTopics();
        topics.create(topics.commands);
        return topics;
    }

    void createStatuses() {
        create(statuses);
    }

    private void create(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String bootstrapServers() {
        return TestBroker.bootstrapServers();
    }

    String commands() {
        return commands;
    }

    String statuses() {
        return statuses;
    }

    /** The one record of the commands topic. */
    ConsumerRecord<byte[], byte[]> command() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(commands, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
            return records.iterator().next();
        }
    }

    void tell(Status status) {
        tellRaw(Json.mapper().writeValueAsString(status));
    }

    /** That of one record alone. */
    void tellOf(String record, Status status) {
        ProducerRecord<byte[], byte[]> message = message(Json.mapper().writeValueAsString(status));
        message.headers().add("ce_record", record.getBytes(UTF_8));
        send(message);
    }

    void tellRaw(String value) {
        send(message(value));
    }

    private ProducerRecord<byte[], byte[]> message(String value) {
        // All on one partition, so that they are read in the order in which they are told.
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(statuses, 0, null, value.getBytes(UTF_8));
        message.headers().add("ce_type", CloudEvent.STATUS_TYPE.getBytes(UTF_8));
        return message;
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        var unused = teller.send(message);
        teller.flush();
    }

    static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, byte[]> headers = new HashMap<>();
        message.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }

    @Override
    public void close() {
        teller.close();
    }
}
