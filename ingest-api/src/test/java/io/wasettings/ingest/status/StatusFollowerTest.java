package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.testkit.CapturedLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusFollowerTest {

    private static final String TOPIC = "status";

    private final StatusBoard board = new StatusBoard(10, 100);
    private final AtomicInteger ensured = new AtomicInteger();
    private final Queue<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>();
    private final StatusFollower follower =
            new StatusFollower(consumers::remove, ensured::incrementAndGet, TOPIC, board, 8);
    private final Thread thread = new Thread(follower);

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void it_begins_with_the_last_statuses_of_every_partition() {
        MockConsumer<byte[], byte[]> consumer = consumer(2, 5);
        start(List.of(consumer));

        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, 0, "too old", State.APPLIED));
            consumer.addRecord(record(0, 1, "old", State.APPLIED));
            consumer.addRecord(record(0, 5, "a", State.APPLIED));
            consumer.addRecord(record(1, 5, "b", State.RETRYING));
        });

        await().until(() -> board.recent(Statuses.ref("a")).isPresent()
                && board.recent(Statuses.ref("b")).isPresent());
        assertThat(board.recent(Statuses.ref("old"))).isPresent();
        assertThat(board.recent(Statuses.ref("too old"))).isEmpty();
        assertThat(consumer.position(new TopicPartition(TOPIC, 0))).isEqualTo(6);
        assertThat(ensured).hasValue(1);
    }

    @Test
    void after_a_failure_it_goes_on_where_it_stopped() {
        MockConsumer<byte[], byte[]> failing = consumer(1, 5);
        MockConsumer<byte[], byte[]> next = consumer(1, 9);
        AtomicBoolean early = new AtomicBoolean();
        start(List.of(failing, next));
        failing.schedulePollTask(() -> failing.addRecord(record(0, 5, "a", State.APPLIED)));
        await().until(() -> board.recent(Statuses.ref("a")).isPresent());

        next.schedulePollTask(() -> {
            next.addRecord(record(0, 0, "old", State.APPLIED));
            next.addRecord(record(0, 6, "b", State.APPLIED));
        });
        next.schedulePollTask(() -> {
            early.set(follower.following());
            next.addRecord(record(0, 8, "c", State.APPLIED));
        });
        failing.schedulePollTask(() -> failing.setPollException(new KafkaException("simulated")));

        await().until(() -> board.recent(Statuses.ref("c")).isPresent() && follower.following());
        assertThat(early).isFalse();
        assertThat(board.recent(Statuses.ref("b"))).isPresent();
        assertThat(board.recent(Statuses.ref("old"))).isEmpty();
        assertThat(failing.closed()).isTrue();
        assertThat(ensured).hasValue(2);
    }

    @Test
    void partitions_that_were_added_are_read_from_their_beginning() {
        MockConsumer<byte[], byte[]> before = consumer(1, 5);
        MockConsumer<byte[], byte[]> after = consumer(2, 5);
        start(List.of(before, after));

        before.schedulePollTask(() -> before.setPollException(new KafkaException("simulated")));
        after.schedulePollTask(() -> after.addRecord(record(1, 0, "new", State.APPLIED)));

        await().until(() -> board.recent(Statuses.ref("new")).isPresent());
    }

    @Test
    void it_follows_only_while_it_has_its_partitions_and_once_it_has_read_what_was_there() {
        MockConsumer<byte[], byte[]> consumer = consumer(1, 5);
        AtomicBoolean early = new AtomicBoolean();
        consumer.schedulePollTask(() -> early.set(follower.following()));
        consumer.schedulePollTask(() -> {
            early.compareAndSet(false, follower.following());
            consumer.addRecord(record(0, 4, "a", State.APPLIED));
        });

        start(List.of(consumer));

        await().until(follower::following);
        assertThat(early).isFalse();
        assertThat(board.recent(Statuses.ref("a"))).isPresent();
        follower.stop();
        await().until(() -> !follower.following());
    }

    @Test
    void it_follows_again_a_topic_that_was_made_anew_with_fewer_statuses_and_partitions() {
        MockConsumer<byte[], byte[]> before = consumer(2, 5);
        MockConsumer<byte[], byte[]> after = consumer(1, 0);
        start(List.of(before, after));
        before.schedulePollTask(() -> before.addRecord(record(0, 4, "a", State.APPLIED)));
        await().until(() -> board.recent(Statuses.ref("a")).isPresent());

        before.schedulePollTask(() -> before.setPollException(new KafkaException("simulated")));

        await().until(follower::following);
    }

    @Test
    void once_it_has_read_what_was_there_a_lower_position_does_not_matter() {
        MockConsumer<byte[], byte[]> consumer = consumer(1, 5);
        consumer.schedulePollTask(() -> consumer.addRecord(record(0, 4, "a", State.APPLIED)));
        start(List.of(consumer));
        await().until(follower::following);
        AtomicInteger polls = new AtomicInteger();

        consumer.schedulePollTask(() -> consumer.seek(new TopicPartition(TOPIC, 0), 0));
        consumer.schedulePollTask(polls::incrementAndGet);
        consumer.schedulePollTask(polls::incrementAndGet);

        await().until(() -> polls.get() == 2);
        assertThat(follower.following()).isTrue();
    }

    @Test
    void it_does_not_follow_while_the_broker_does_not_answer_for_all_but_reads_what_it_can() {
        AtomicInteger asked = new AtomicInteger();
        MockConsumer<byte[], byte[]> silent = new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(
                    Collection<TopicPartition> partitions, Duration timeout) {
                if (asked.incrementAndGet() > 1) {
                    throw new TimeoutException("simulated");
                }
                return super.endOffsets(partitions, timeout);
            }
        };
        prepare(silent, 1, 5);
        silent.schedulePollTask(() -> silent.addRecord(record(0, 5, "a", State.APPLIED)));

        start(List.of(silent));

        await().until(() -> board.recent(Statuses.ref("a")).isPresent());
        assertThat(follower.following()).isFalse();
    }

    @Test
    void a_right_that_is_missing_is_told_with_its_topic() {
        MockConsumer<byte[], byte[]> refused = consumer(1, 5);
        refused.schedulePollTask(() -> refused.setPollException(new TopicAuthorizationException(Set.of(TOPIC))));
        try (CapturedLog log = CapturedLog.of(StatusFollower.class, Level.WARN)) {
            start(List.of(refused));

            await().until(() -> !log.lines("following_interrupted").isEmpty());
            assertThat(CapturedLog.members(log.lines("following_interrupted").get(0)))
                    .containsEntry("cause", "this user lacks a right: allow Read and Describe on topic " + TOPIC);
        }
    }

    @Test
    void what_is_not_a_status_is_skipped() {
        MockConsumer<byte[], byte[]> consumer = consumer(1, 0);
        start(List.of(consumer));

        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, new RecordHeaders(), null));
            consumer.addRecord(record(1, headers(CloudEvent.STATUS_TYPE), "not json"));
            consumer.addRecord(record(2, headers(CloudEvent.STATUS_TYPE), "{}"));
            consumer.addRecord(record(3, headers(CloudEvent.STATUS_TYPE), "{\"command_id\":\"a\",\"partner\":\"p\"}"));
            consumer.addRecord(record(4, headers(CloudEvent.COMMAND_TYPE), "{}"));
            consumer.addRecord(record(0, 5, "last", State.APPLIED));
        });

        await().until(() -> board.recent(Statuses.ref("last")).isPresent());
        assertThat(board.recent(Statuses.ref("a"))).isEmpty();
    }

    private void start(List<Consumer<byte[], byte[]>> used) {
        consumers.addAll(used);
        thread.start();
    }

    private static MockConsumer<byte[], byte[]> consumer(int partitions, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
            /** As Kafka does; the mock does nothing if there are none. */
            @Override
            public synchronized void seekToBeginning(Collection<TopicPartition> some) {
                super.seekToBeginning(some.isEmpty() ? assignment() : some);
            }
        };
        prepare(consumer, partitions, end);
        return consumer;
    }

    private static void prepare(MockConsumer<byte[], byte[]> consumer, int partitions, long end) {
        Node node = Node.noNode();
        consumer.updatePartitions(
                TOPIC,
                IntStream.range(0, partitions)
                        .mapToObj(i -> new PartitionInfo(TOPIC, i, node, new Node[0], new Node[0]))
                        .toList());
        for (int i = 0; i < partitions; i++) {
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, i), 0L));
            consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, i), end));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String id, State state) {
        Status status = Statuses.of(id, state);
        byte[] json = Json.mapper().writeValueAsBytes(status);
        return record(partition, offset, headers(CloudEvent.STATUS_TYPE), json);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, RecordHeaders headers, String value) {
        return record(0, offset, headers, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, RecordHeaders headers, byte[] value) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }

    private static RecordHeaders headers(String type) {
        RecordHeaders headers = new RecordHeaders();
        Map.of("ce_id", "x", "ce_source", "/test", "ce_type", type)
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
