package io.wasettings.processor.replay;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import io.wasettings.testkit.TopicRecords;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;

/** Failed commands on a real broker and in a real store, and replays of them; nobody processes what is replayed. */
public final class ReplayWorld implements AutoCloseable {

    private static final String BROKER = "bootstrap.servers";
    private static final int PARTITIONS = 2;

    private final String bootstrapServers;
    private final String storeUri;
    private final TopicProperties topics;
    private final MongoClient client;
    private final MongoDatabase database;
    private final ReliableSender sender;
    private final KafkaProducer<byte[], byte[]> producer;

    public ReplayWorld(String bootstrapServers, String storeUri, String name) {
        this.bootstrapServers = bootstrapServers;
        this.topics = new TopicProperties(
                name + ".commands", name + ".status", name + ".retry", name + ".dlt", PARTITIONS, (short) 1);
        this.storeUri = storeUri;
        this.client = MongoClients.create(storeUri);
        this.database = client.getDatabase(name);
        // Topics are just being made: see KAFKA-15591.
        Map<String, Object> settings =
                Map.of(BROKER, bootstrapServers, "linger.ms", 0, "max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.sender = new ReliableSender(() -> producer, Runnable::run);
    }

    public void createTopics() {
        new TopicSetup(new AdminSettings(Map.of(BROKER, bootstrapServers)), topics, topics.forFailures(1)).run();
    }

    /** Lets a command of that partner have failed. */
    public void fail(String id, String partner) throws Exception {
        fail(id, partner, "{raw bytes}");
    }

    /** The same with another value, and more headers. */
    void fail(String id, String partner, String value, Header... more) throws Exception {
        ProducerRecord<byte[], byte[]> letter = deadLetter(id, partner, value.getBytes(StandardCharsets.UTF_8));
        List.of(more).forEach(letter.headers()::add);
        RecordMetadata lies = producer.send(letter).get();
        Date now = Date.from(Instant.now());
        Document status = new Document("state", "failed")
                .append("attempt", 3)
                .append("occurred_at", now.toInstant().toString());
        Document place = new Document("partition", lies.partition())
                .append("offset", lies.offset())
                .append("truncated", false)
                .append("at", now);
        commands()
                .insertOne(new Document("_id", "/test " + id)
                        .append("command_id", id)
                        .append("source", "/test")
                        .append("partner", partner)
                        .append("key", partner + "/transactional/default")
                        .append("round", 0)
                        .append("status", status)
                        .append("dead_letter", place)
                        .append("created_at", now)
                        .append("updated_at", now));
    }

    /** Lets the dead-letter topic let go of that command's dead letter, and of all before it in its partition. */
    void letGo(String id) throws Exception {
        Document place = commands().find(new Document("command_id", id)).first().get("dead_letter", Document.class);
        TopicPartition partition = new TopicPartition(topics.deadLetter(), place.getInteger("partition"));
        try (Admin admin = Admin.create(Map.of(BROKER, bootstrapServers))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(place.getLong("offset") + 1)))
                    .all()
                    .get();
        }
    }

    /** Lets the first retry topic take nothing that is larger than so many bytes. */
    void limitRetries(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics.retry(1));
        ConfigEntry limit = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
        try (Admin admin = Admin.create(Map.of(BROKER, bootstrapServers))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** What a processor would note of a command. */
    void told(String id, int round, String state) {
        Document news = new Document("round", round)
                .append("status.state", state)
                .append("updated_at", Date.from(Instant.now()));
        commands().updateOne(new Document("_id", "/test " + id), new Document("$set", news));
    }

    public MongoCollection<Document> commands() {
        return database.getCollection("commands");
    }

    MongoCollection<Document> replays() {
        return database.getCollection(ReplayLog.COLLECTION);
    }

    /** Which replay has which command. */
    Claims claims() {
        return new Claims(database, Clock.systemUTC());
    }

    /** All commands as they stand. */
    List<Candidate> candidates() {
        return commands().find().map(Candidate::of).into(new ArrayList<>());
    }

    /** Reads dead letters. */
    DeadLetterReader letters() {
        return new DeadLetterTopic(this::consumer, topics.deadLetter()).open();
    }

    /** What one process has. */
    Replays process(Clock clock) {
        return process(clock, DaemonThreads.named("replay"));
    }

    /** The same with threads that are made in that way. */
    Replays process(Clock clock, ThreadFactory threads) {
        return process(clock, this::consumer, threads);
    }

    /** What a process has that does not reach the broker. */
    Replays processWithoutBroker() {
        Supplier<KafkaConsumer<byte[], byte[]>> nobody = () -> {
            throw new TimeoutException("The broker does not answer");
        };
        return process(Clock.systemUTC(), nobody, DaemonThreads.named("replay"));
    }

    private Replays process(Clock clock, Supplier<KafkaConsumer<byte[], byte[]>> consumers, ThreadFactory threads) {
        Claims claims = new Claims(database, clock);
        ReplayLog log = new ReplayLog(database, claims, clock);
        DeadLetterTopic deadLetters = new DeadLetterTopic(consumers, topics.deadLetter());
        Replayer replayer = new Replayer(deadLetters, sender, topics, claims, clock);
        Candidates candidates = new Candidates(new CommandLookup(database), deadLetters);
        return new Replays(new ReplayRun(candidates, replayer, log, claims, clock), log, claims, clock, threads);
    }

    /** The command line of a program on this world. */
    public List<String> arguments() {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.mongodb.uri=" + storeUri,
                "--wa.settings.mongodb.database=" + database.getName(),
                "--wa.settings.topics.commands=" + topics.commands(),
                "--wa.settings.topics.status=" + topics.status(),
                "--wa.settings.topics.retry-prefix=" + topics.retryPrefix(),
                "--wa.settings.topics.dead-letter=" + topics.deadLetter());
    }

    /** Ids of what was put onto the first retry topic. */
    List<String> replayed() {
        return retryRecords().stream().map(record -> header(record, "ce_id")).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> retryRecords() {
        return TopicRecords.read(bootstrapServers, topics.retry(1)::equals);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sender.close();
        client.close();
    }

    private ProducerRecord<byte[], byte[]> deadLetter(String id, String partner, byte[] value) {
        byte[] key = (partner + "/transactional/default").getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.deadLetter(), key, value);
        new CloudEvent(
                        new Context(id, "/test", CloudEvent.COMMAND_TYPE, null),
                        new Extensions(partner, "transactional", null, null),
                        value)
                .headers()
                .forEach((name, bytes) -> record.headers().add(name, bytes));
        record.headers().add("x-foreign", "kept".getBytes(StandardCharsets.UTF_8));
        new RetryHeaders(3, new Version(1_700_000_000_000L, 7), Instant.EPOCH, 0).write(record.headers());
        new DeadLetterHeaders("probe", "answered with 503", 2020, Instant.now(), "t-0@0", false, false, null)
                .write(record.headers());
        return record;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(BROKER, bootstrapServers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
