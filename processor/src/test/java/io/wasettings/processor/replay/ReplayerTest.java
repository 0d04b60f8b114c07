package io.wasettings.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.testkit.MutableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayerTest {

    private static final TopicProperties TOPICS =
            new TopicProperties("commands", "status", "retry", "dlt", 1, (short) -1);
    private static final TopicPartition PARTITION = new TopicPartition(TOPICS.deadLetter(), 0);
    private static final Instant FAILED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private final List<byte[]> values = new ArrayList<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeadLetterTopic topic = new DeadLetterTopic(this::consumer, TOPICS.deadLetter(), 100);
    private final List<Long> pauses = new ArrayList<>();
    private final Replayer replayer =
            new Replayer(topic, new ReliableSender(producer, Runnable::run), TOPICS, new MutableClock(), pauses::add);
    private final Counts progress = new Counts();

    @Test
    void a_rate_means_a_pause_after_each_command() {
        deadLetters(3);

        replay(4);

        assertThat(pauses).containsExactly(250_000_000L, 250_000_000L, 250_000_000L);
    }

    @Test
    void a_command_goes_onto_the_first_retry_topic_with_its_version_and_one_replay_more() {
        deadLetters(1);

        replay(1);

        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(sent.topic()).isEqualTo(TOPICS.retry(1));
        assertThat(sent.value()).isEqualTo(values.get(0));
        assertThat(headers(sent)).hasValueSatisfying(headers -> {
            assertThat(headers.attempts()).isZero();
            assertThat(headers.replays()).isEqualTo(2);
            assertThat(headers.version()).isEqualTo(new Version(7, 0));
        });
    }

    @Test
    void a_command_without_its_value_is_passed_over_and_counted() {
        deadLetters(1);
        values.add(null);

        replay(100);

        assertThat(producer.history()).hasSize(1);
        assertThat(progress.sent).isEqualTo(1);
        assertThat(progress.skipped).isEqualTo(1);
    }

    @Test
    void nothing_more_is_sent_once_the_thread_is_interrupted() {
        deadLetters(3);
        Replayer interrupted = new Replayer(
                topic,
                new ReliableSender(producer, Runnable::run),
                TOPICS,
                new MutableClock(),
                nanos -> Thread.currentThread().interrupt());

        interrupted.replay(letters(), 1, progress);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(producer.history()).hasSize(1);
    }

    private void replay(int rate) {
        replayer.replay(letters(), rate, progress);
    }

    private List<DeadLetter> letters() {
        return topic.latest(new DeadLetterFilter(Set.of(), null, null, null, null, null, 0));
    }

    private void deadLetters(int count) {
        IntStream.range(0, count).forEach(i -> values.add(("{\"n\": " + i + "}").getBytes(UTF_8)));
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node node = new Node(1, "localhost", 9092);
        consumer.updatePartitions(
                TOPICS.deadLetter(),
                List.of(new PartitionInfo(TOPICS.deadLetter(), 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.size()));
        consumer.schedulePollTask(() -> IntStream.range(0, values.size()).forEach(i -> consumer.addRecord(record(i))));
        return consumer;
    }

    private ConsumerRecord<byte[], byte[]> record(int offset) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", ("id-" + offset).getBytes(UTF_8));
        headers.add("ce_source", "/test".getBytes(UTF_8));
        new RetryHeaders(3, new Version(7, offset), FAILED_AT, 1).write(headers);
        new DeadLetterHeaders("probe", "503", 2020, FAILED_AT, "commands-0@0", false, false).write(headers);
        return new ConsumerRecord<>(
                TOPICS.deadLetter(),
                0,
                offset,
                FAILED_AT.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "acme/transactional/default".getBytes(UTF_8),
                values.get(offset),
                headers,
                Optional.empty());
    }

    private static Optional<RetryHeaders> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return RetryHeaders.read(headers);
    }

    /** Counts what it is told. */
    private static final class Counts implements Replayer.Progress {
        private int sent;
        private int skipped;

        @Override
        public void sent(int partition, long offset) {
            sent++;
        }

        @Override
        public void skipped(int partition, long offset) {
            skipped++;
        }
    }
}
