package io.wasettings.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.kafka.RangeAssignment;
import io.wasettings.processor.kafka.TopicIds;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.testkit.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** The intake on a real broker. Most of its tests wait until it looks at its topics again, beside each other. */
class IntakeIT implements CommandHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    private final String name = "intake-" + UUID.randomUUID();
    private final TopicPartition commands = new TopicPartition(name, 0);
    private final TopicPartition leftBehind = new TopicPartition(name + ".retry.3", 0);
    private final List<Delivery> handled = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Admin admin = Admin.create(BROKER);
    private Intake intake;

    @BeforeEach
    void create_topics() throws Exception {
        admin.createTopics(List.of(likeBefore(), new NewTopic(leftBehind.topic(), 1, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void stop() {
        if (intake != null) {
            intake.stop();
        }
        workers.shutdownNow();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    @Execution(ExecutionMode.CONCURRENT)
    void behind_a_transactional_producer_no_lag_is_left_whether_it_commits_or_aborts(String protocol) throws Exception {
        start(protocol);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, commands, "acme/t/1");
            producer.commitTransaction();
            awaitNoLag();

            producer.beginTransaction();
            send(producer, commands, "acme/t/2");
            producer.flush();
            producer.abortTransaction();
            awaitNoLag();
        }

        assertThat(handled).extracting(Deliveries::key).containsExactly("acme/t/1");
        // Two records and two markers.
        assertThat(committed()).isEqualTo(4);
    }

    @Test
    void deliveries_name_the_brokers_id_of_their_topic() throws Exception {
        start("consumer");
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, commands, "acme/t/1");
        }
        await().atMost(PATIENCE).until(() -> !handled.isEmpty());

        assertThat(handled.get(0).place().topicId()).isEqualTo(topicId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    @Execution(ExecutionMode.CONCURRENT)
    void a_topic_that_is_deleted_and_recreated_is_read_from_its_beginning(String protocol) throws Exception {
        start(protocol);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, commands, "acme/t/1");
            send(producer, commands, "acme/t/2");
            await().atMost(PATIENCE).until(() -> handled.size() == 2);
            recreate();
            for (int i = 0; i < 4; i++) {
                send(producer, commands, "beta/t/" + i);
            }
        }

        String id = topicId();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(handled)
                        .filteredOn(delivery -> id.equals(delivery.place().topicId()))
                        .extracting(Deliveries::key)
                        .containsExactlyInAnyOrder("beta/t/0", "beta/t/1", "beta/t/2", "beta/t/3"));
        await().atMost(PATIENCE).until(() -> committed() == 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    @Execution(ExecutionMode.CONCURRENT)
    void what_was_committed_of_a_topic_before_it_was_recreated_is_believed_by_no_other_process(String protocol)
            throws Exception {
        start(protocol);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, commands, "acme/t/1");
            send(producer, commands, "acme/t/2");
            awaitNoLag();
            intake.stop();
            Map<TopicPartition, OffsetAndMetadata> before = offsets();
            recreate();
            for (int i = 0; i < 4; i++) {
                send(producer, commands, "beta/t/" + i);
            }
            // As a process does that has not noticed it; the broker that writes offsets learns late of the new topic.
            await().atMost(PATIENCE)
                    .ignoreException(ExecutionException.class)
                    .until(() ->
                            admin.alterConsumerGroupOffsets(name, before).all().get() == null);
        }

        start(protocol);

        await().atMost(PATIENCE).until(() -> handled.size() == 6);
        await().atMost(PATIENCE).until(() -> committed() == 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    @Execution(ExecutionMode.CONCURRENT)
    void what_was_committed_beyond_the_end_of_its_log_is_committed_no_more(String protocol) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, commands, "acme/t/1");
            send(producer, commands, "acme/t/2");
        }
        OffsetAndMetadata beyond = new OffsetAndMetadata(100, "topic_id=" + topicId());
        admin.alterConsumerGroupOffsets(name, Map.of(commands, beyond)).all().get();

        start(protocol);

        await().atMost(PATIENCE).until(() -> handled.size() == 2);
        awaitNoLag();
    }

    @Test
    void what_waits_on_a_retry_topic_that_is_no_longer_configured_is_processed() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, leftBehind, "acme/t/1");
        }

        start("consumer");

        await().atMost(PATIENCE).until(() -> !handled.isEmpty());
        assertThat(handled.get(0).topic()).isEqualTo(leftBehind.topic());
        assertThat(handled.get(0).tier()).isEqualTo(3);
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers servers) {
        handled.add(delivery);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    private void start(String protocol) {
        Map<String, Object> settings = new HashMap<>(BROKER);
        settings.put("group.protocol", protocol);
        settings.putAll(RangeAssignment.under(protocol).settings());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers =
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicProperties topics = new TopicProperties(name, "status", name + ".retry", "dlt", 1, (short) 1);
        IntakeProperties bounds = Deliveries.settings(10, 10);
        intake = new Intake(
                new Subscriptions(() -> {}, topics, 0, new TopicIds(new AdminSettings(BROKER))::of),
                () -> consumers.createConsumer(name, "intake"),
                delivery -> Instant.EPOCH,
                new Lanes(bounds, this, workers, System::nanoTime),
                bounds,
                Clock.systemUTC());
        intake.start();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(BROKER);
        // The topic is just being made: see KAFKA-15591.
        settings.put("max.in.flight.requests.per.connection", 1);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, TopicPartition to, String key) {
        var unused = producer.send(
                new ProducerRecord<>(to.topic(), to.partition(), key.getBytes(UTF_8), "{}".getBytes(UTF_8)));
    }

    private void awaitNoLag() {
        await().atMost(PATIENCE).until(() -> committed() == end());
    }

    private long committed() throws Exception {
        return Optional.ofNullable(offsets().get(commands))
                .map(OffsetAndMetadata::offset)
                .orElse(-1L);
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() throws Exception {
        return admin.listConsumerGroupOffsets(name)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private void recreate() throws Exception {
        admin.deleteTopics(List.of(commands.topic())).all().get();
        Uuid id = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> admin.createTopics(List.of(likeBefore()))
                                .topicId(commands.topic())
                                .get(),
                        Objects::nonNull);
        // The controller answers before the broker knows: until then the old log takes what is sent.
        await().atMost(PATIENCE).ignoreExceptions().until(() -> topicId().equals(id.toString()));
    }

    private NewTopic likeBefore() {
        return new NewTopic(commands.topic(), 1, (short) 1);
    }

    private String topicId() throws Exception {
        return admin.describeTopics(List.of(commands.topic()))
                .allTopicNames()
                .get()
                .get(commands.topic())
                .topicId()
                .toString();
    }

    private long end() throws Exception {
        return admin.listOffsets(Map.of(commands, OffsetSpec.latest()))
                .partitionResult(commands)
                .get()
                .offset();
    }
}
