package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a broker cannot be made to do when a test wants it; with a real one see {@link SettingsCommandProducerIT}. */
class StatusFollowerTest {

    private static final String TOPIC = "status";
    private static final String SOURCE = "/s";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Awaited awaited = new Awaited(SOURCE);
    private final CompletableFuture<Status> a = awaited.end("a", new CompletableFuture<>());
    private final CompletableFuture<Status> b = awaited.end("b", new CompletableFuture<>());
    private final CompletableFuture<Throwable> died = new CompletableFuture<>();
    private final Queue<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>();
    private StatusFollower follower;
    private Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        follower.close();
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void after_a_failure_it_goes_on_where_it_stopped_and_so_does_who_waits() {
        MockConsumer<byte[], byte[]> failing = consumer(1);
        MockConsumer<byte[], byte[]> next = consumer(1);
        failing.schedulePollTask(() -> failing.addRecord(record(0, 5, "a")));
        failing.schedulePollTask(() -> failing.setPollException(new TopicAuthorizationException(Set.of(TOPIC))));
        next.schedulePollTask(() -> next.addRecord(record(0, 6, "b")));

        start(List.of(consumer(1), failing, next));

        assertThat(a).succeedsWithin(LONG);
        assertThat(b).succeedsWithin(LONG);
        assertThat(failing.closed()).isTrue();
        assertThat(next.position(new TopicPartition(TOPIC, 0))).isEqualTo(7);
    }

    @Test
    void a_failure_that_is_not_kafkas_is_survived_as_well() {
        MockConsumer<byte[], byte[]> failing = consumer(1);
        MockConsumer<byte[], byte[]> next = consumer(1);
        failing.schedulePollTask(() -> {
            throw new IllegalStateException("simulated");
        });
        next.schedulePollTask(() -> next.addRecord(record(0, 5, "a")));

        start(List.of(consumer(1), failing, next));

        assertThat(a).succeedsWithin(LONG);
    }

    @Test
    void partitions_that_were_added_are_read_from_their_beginning() {
        MockConsumer<byte[], byte[]> after = consumer(2);
        after.schedulePollTask(() -> after.addRecord(record(1, 0, "a")));

        start(List.of(consumer(1), after));

        assertThat(a).succeedsWithin(LONG);
    }

    @Test
    void nobody_waits_for_ever_when_its_thread_dies() {
        MockConsumer<byte[], byte[]> failing = consumer(1);
        Error error = new AssertionError("simulated");
        failing.schedulePollTask(() -> {
            throw error;
        });

        start(List.of(consumer(1), failing));

        assertThat(died).succeedsWithin(LONG).isSameAs(error);
        assertThat(a).failsWithin(LONG).withThrowableOfType(ExecutionException.class);
        assertThat(awaited.end("later", new CompletableFuture<>())).isCompletedExceptionally();
    }

    /** The first one is for the positions to begin at. */
    private void start(List<MockConsumer<byte[], byte[]>> used) {
        consumers.addAll(used);
        follower = new StatusFollower(consumers::remove, TOPIC, awaited, Duration.ZERO);
        thread = new Thread(follower);
        thread.setUncaughtExceptionHandler((ended, failure) -> died.complete(failure));
        thread.start();
    }

    /** One whose partitions hold offsets 0 to 4. */
    private static MockConsumer<byte[], byte[]> consumer(int partitions) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                TOPIC,
                IntStream.range(0, partitions)
                        .mapToObj(i -> new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]))
                        .toList());
        IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(TOPIC, i))
                .forEach(partition -> {
                    consumer.updateBeginningOffsets(Map.of(partition, 0L));
                    consumer.updateEndOffsets(Map.of(partition, 5L));
                });
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String id) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", CloudEvent.STATUS_TYPE.getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                Json.mapper().writeValueAsBytes(TestStatuses.status(id, SOURCE, State.APPLIED)),
                headers,
                Optional.empty());
    }
}
