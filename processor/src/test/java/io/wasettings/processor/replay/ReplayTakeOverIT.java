package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.CloudEvent;
import io.wasettings.common.CloudEvent.Context;
import io.wasettings.common.CloudEvent.Extensions;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays that another process left behind, on a real broker. */
class ReplayTakeOverIT {

    private static final int COMMANDS = 5;
    private static final DeadLetterFilter ALL = new DeadLetterFilter(Set.of(), null, null, null, null, null, 0);
    private static final String BROKER = "bootstrap.servers";

    private final String prefix = "r" + UUID.randomUUID();
    private final TopicProperties topics = new TopicProperties(
            prefix + ".commands", prefix + ".status", prefix + ".retry", prefix + ".dlt", 2, (short) 1);
    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(BROKER, TestBroker.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final ReliableSender sender = new ReliableSender(producer, Runnable::run);
    private final Clock now = Clock.systemUTC();
    private final Clock afterSilence = Clock.offset(now, ReplayLog.SILENCE.plusSeconds(1));

    @BeforeEach
    void give_up_some() throws Exception {
        new TopicSetup(new AdminSettings(Map.of(BROKER, TestBroker.bootstrapServers())), topics, topics.forFailures(1))
                .run();
        for (int i = 0; i < COMMANDS; i++) {
            producer.send(deadLetter("command-" + i)).get();
        }
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void what_a_stopped_process_left_is_finished_by_another_without_beginning_anew() {
        Replays stopped = replays(now);
        Replay begun = stopped.begin(new ReplayRequest(ALL, false, 1, "alice"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stopped.find(begun.id()).orElseThrow().sent() > 0);
        stopped.stop();
        assertThat(stopped.find(begun.id()).orElseThrow().state()).isEqualTo(Replay.RUNNING);

        Replays other = replays(afterSilence);
        other.takeOver();

        Replay done = other.find(begun.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(Replay.COMPLETED);
        assertThat(done.request().requestedBy()).isEqualTo("alice");
        // What was on its way when the process stopped may come twice, which is safe.
        assertThat(replayed()).hasSizeBetween(COMMANDS, COMMANDS + 1);
        assertThat(Set.copyOf(replayed())).hasSize(COMMANDS);
        other.stop();
    }

    @Test
    void one_that_makes_progress_is_left_alone() {
        ReplayLog log = new ReplayLog(database, now);
        log.begin(new ReplayRequest(ALL, false, 1, "alice"), COMMANDS);

        assertThat(log.takeOver()).isEmpty();
    }

    @Test
    void one_taken_over_sends_no_more_than_its_limit() {
        ReplayLog log = new ReplayLog(database, now);
        DeadLetterFilter two = new DeadLetterFilter(Set.of(), null, null, null, null, null, 2);
        Replay begun = log.begin(new ReplayRequest(two, false, 1000, "alice"), 2);
        log.sent(begun.id(), 0, -1);

        Replays other = replays(afterSilence);
        other.takeOver();

        assertThat(replayed()).hasSize(1);
        assertThat(other.find(begun.id()).orElseThrow().sent()).isEqualTo(2);
        other.stop();
    }

    @Test
    void whoever_was_silent_for_too_long_has_lost_it() {
        ReplayLog silent = new ReplayLog(database, now);
        Replay begun = silent.begin(new ReplayRequest(ALL, false, 1, "alice"), COMMANDS);
        assertThat(silent.claim(begun.id())).isTrue();

        new ReplayLog(database, afterSilence).takeOver();

        assertThat(silent.claim(begun.id())).isFalse();
        assertThatThrownBy(() -> silent.sent(begun.id(), 0, 0)).isInstanceOf(ReplayLostException.class);
        assertThatThrownBy(() -> silent.finish(begun.id(), null)).isInstanceOf(ReplayLostException.class);
    }

    @Test
    void only_one_takes_over() {
        new ReplayLog(database, now).begin(new ReplayRequest(ALL, false, 1, "alice"), COMMANDS);
        ReplayLog others = new ReplayLog(database, afterSilence);

        assertThat(others.takeOver()).isPresent();
        assertThat(others.takeOver()).isEmpty();
    }

    @Test
    void replays_keep_the_raw_bytes_the_headers_and_the_version_and_count() {
        Replays replays = replays(now);
        Replay begun = replays.begin(new ReplayRequest(ALL, false, 1000, "alice"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replays.find(begun.id()).orElseThrow().finished());

        ConsumerRecord<byte[], byte[]> record = retryRecords().get(0);

        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{raw bytes}");
        assertThat(header(record, "x-foreign")).isEqualTo("kept");
        assertThat(header(record, "ce_id")).startsWith("command-");
        assertThat(header(record, "wa_replays")).isEqualTo("1");
        assertThat(header(record, "wa_attempts")).isEqualTo("0");
        assertThat(header(record, "wa_version")).contains("1700000000000");
        assertThat(record.headers().lastHeader("wa_cause")).isNull();
        replays.stop();
    }

    private Replays replays(Clock clock) {
        DeadLetterTopic topic = new DeadLetterTopic(this::consumer, topics.deadLetter(), 100);
        return new Replays(
                new DeadLetters(topic, ids -> Map.of()),
                new Replayer(topic, sender, topics, clock, LockSupport::parkNanos),
                new ReplayLog(database, clock),
                clock,
                false);
    }

    private ProducerRecord<byte[], byte[]> deadLetter(String id) {
        byte[] value = "{raw bytes}".getBytes(StandardCharsets.UTF_8);
        byte[] key = "acme/transactional/default".getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.deadLetter(), key, value);
        new CloudEvent(
                        new Context(id, "/test", CloudEvent.COMMAND_TYPE, null),
                        new Extensions("acme", "transactional", null, null),
                        value)
                .headers()
                .forEach((name, bytes) -> record.headers().add(name, bytes));
        record.headers().add("x-foreign", "kept".getBytes(StandardCharsets.UTF_8));
        new RetryHeaders(3, new Version(1_700_000_000_000L, 7), Instant.EPOCH, 0).write(record.headers());
        new DeadLetterHeaders("probe", "answered with 503", 2020, Instant.now(), "t-0@0", false, false)
                .write(record.headers());
        return record;
    }

    private List<String> replayed() {
        return retryRecords().stream().map(record -> header(record, "ce_id")).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> retryRecords() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topics.retry(1), 0), new TopicPartition(topics.retry(1), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(BROKER, TestBroker.bootstrapServers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
