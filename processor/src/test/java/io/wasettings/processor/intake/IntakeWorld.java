package io.wasettings.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A model of everything around the intake: a broker's log and committed offsets, workers that finish in any order or
 * late, or break off, or find their server busy, or get no thread, a clock, and whatever else can happen. It checks
 * after every step that nothing is committed before it is finished, that of a key only one command runs and in order,
 * but for one that was abandoned because it did not end, and that the bounds hold.
 */
final class IntakeWorld implements CommandHandler {

    private static final Map<String, Integer> TIERS = Map.of("commands", 0, "retry.1", 1);
    private static final List<String> TOPICS = List.of("commands", "retry.1");
    private static final int PARTITIONS = 2;
    private static final int MAX_POLL_RECORDS = 6;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

    private final Random random;
    private final MutableClock clock = new MutableClock();
    private final IntakeProperties settings;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    /** In the order of their start, so that a seed makes the same schedule each time. */
    private final Map<Delivery, CompletableFuture<Void>> running = new LinkedHashMap<>();

    private final Map<TopicPartition, Map<String, Long>> lastStarted = new HashMap<>();
    private final Map<Delivery, Instant> startedAt = new HashMap<>();
    private final Map<Delivery, Servers> servers = new HashMap<>();
    private final List<CompletableFuture<Void>> late = new ArrayList<>();
    private final List<Runnable> workerQueue = new ArrayList<>();
    private final Violations violations = new Violations();

    private Lanes lanes;
    private PollLoop loop;
    private CommitRecorder consumer;

    IntakeWorld(Random random) {
        this.random = random;
        int concurrency = 1 + random.nextInt(4);
        this.settings = Deliveries.settings(Map.of(
                "concurrency",
                concurrency,
                "concurrency-per-partner",
                1 + random.nextInt(concurrency),
                "max-waiting",
                2 + random.nextInt(10),
                "max-waiting-per-partner",
                2 + random.nextInt(6),
                "max-waiting-size",
                "200B",
                "max-waiting-size-per-partner",
                "100B",
                "max-uncommitted-span",
                5 + random.nextInt(20),
                "overdue-after",
                "1m"));
        for (String topic : TOPICS) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                log.put(new TopicPartition(topic, partition), new ArrayList<>());
            }
        }
        startProcess();
    }

    /** Lets one thing happen. */
    void step() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> publishOne();
            case 3, 4, 5, 6 -> loop.runOnce();
            case 7, 8, 9, 10 -> finishOne();
            case 11 -> clock.advance(Duration.ofMillis(random.nextInt(4_000)));
            case 12 -> rebalance();
            case 13 -> consumer.failure = random.nextBoolean() ? new KafkaException("no coordinator") : null;
            case 14 -> runWorkers();
            default -> rarely();
        }
        checkBounds();
        violations.fail();
    }

    /** Ends all trouble and lets everything finish. */
    void settle() {
        consumer.failure = null;
        reassign(log.keySet());
        for (int round = 0; round < 2_000 && !unfinished().isEmpty(); round++) {
            loop.runOnce();
            runWorkers();
            List.copyOf(running.keySet()).forEach(this::finish);
            clock.advance(Duration.ofSeconds(1));
            violations.fail();
        }
        loop.runOnce();
    }

    /** Records that no commit covers. */
    List<String> unfinished() {
        List<String> unfinished = new ArrayList<>();
        log.forEach((partition, records) -> LongStream.range(committed.getOrDefault(partition, 0L), records.size())
                .forEach(offset -> unfinished.add(name(partition, offset))));
        return unfinished;
    }

    private void publishOne() {
        TopicPartition partition =
                new TopicPartition(TOPICS.get(random.nextInt(4) == 0 ? 1 : 0), random.nextInt(PARTITIONS));
        List<ConsumerRecord<byte[], byte[]>> records = log.get(partition);
        boolean afterMarker = !records.isEmpty() && records.get(records.size() - 1) == null;
        if (!afterMarker && random.nextInt(8) == 0) {
            // The marker of a transaction, or a record of an aborted one: an offset that is never delivered.
            finished.add(name(partition, records.size()));
            records.add(null);
            return;
        }
        // The key decides the partition, as it does on the broker.
        String key = "p" + random.nextInt(3) + "/t/" + (random.nextInt(2) * PARTITIONS + partition.partition());
        records.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                records.size(),
                clock.millis(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                new byte[10],
                new RecordHeaders(),
                Optional.empty()));
    }

    private static Instant dueAt(Delivery delivery) {
        return delivery.tier() == 0
                ? Instant.EPOCH
                : Instant.ofEpochMilli(delivery.timestamp()).plus(RETRY_DELAY);
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers found) {
        violations.noticeIn(() -> checkStart(delivery));
        CompletableFuture<Void> result = new CompletableFuture<>();
        running.put(delivery, result);
        startedAt.put(delivery, clock.instant());
        servers.put(delivery, found);
        if (random.nextBoolean()) {
            found.begin();
        }
        if (random.nextInt(32) == 0) {
            hang();
        }
        return result;
    }

    /** The attempt does not end before it is overdue and others go on. */
    private void hang() {
        clock.advance(settings.overdueAfter());
        violations.noticeIn(() -> {
            loop.runOnce();
            runWorkers();
        });
    }

    private void checkStart(Delivery delivery) {
        String key = Deliveries.key(delivery);
        Instant overdue = clock.instant().minus(settings.overdueAfter());
        assertThat(running.keySet().stream()
                        .filter(other -> startedAt.get(other).isAfter(overdue))
                        .map(Deliveries::key))
                .as("only one command of a key runs")
                .doesNotContain(key);
        assertThat(dueAt(delivery)).as("nothing starts before it is due").isBeforeOrEqualTo(clock.instant());
        Long previous = lastStarted
                .computeIfAbsent(partition(delivery), unused -> new HashMap<>())
                .put(key, delivery.offset());
        assertThat(previous == null || previous < delivery.offset())
                .as("order of key %s: %s after %s", key, delivery.offset(), previous)
                .isTrue();
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        finished.add(name(partition(delivery), delivery.offset()));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        // Its own result may still come, however late.
        Optional.ofNullable(running.remove(delivery)).ifPresent(late::add);
        finished.add(name(partition(delivery), delivery.offset()));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        if (random.nextInt(4) == 0) {
            throw new OutOfMemoryError("Java heap space");
        }
        finished.add(name(partition(delivery), delivery.offset()));
        return CompletableFuture.completedStage(null);
    }

    /** As an executor that finds no thread may do: it throws, and has taken the task or not. */
    private void execute(Runnable task) {
        boolean noThread = random.nextInt(32) == 0;
        if (!noThread || random.nextBoolean()) {
            workerQueue.add(task);
        }
        if (noThread) {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    private void startProcess() {
        workerQueue.clear();
        running.clear();
        late.clear();
        lastStarted.clear();
        lanes = new Lanes(
                settings,
                this,
                this::execute,
                () -> Duration.ofMillis(clock.millis()).toNanos());
        consumer = new CommitRecorder() {
            @Override
            protected void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
                offsets.forEach((partition, offset) -> checkCommit(partition, offset.offset()));
            }

            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                feed();
                return super.poll(timeout);
            }
        };
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        log.keySet().forEach(partition -> beginnings.put(partition, 0L));
        consumer.updateBeginningOffsets(beginnings);
        loop = new PollLoop(
                consumer, new Subscription(TIERS, names -> Map.of()), IntakeWorld::dueAt, lanes, settings, clock);
        loop.subscribe();
        rebalance();
    }

    private void rarely() {
        switch (random.nextInt(6)) {
            case 0 -> startProcess();
            case 1 -> loseOne();
            case 2 -> clock.advance(Duration.ofSeconds(random.nextInt(120)));
            case 3 -> endLate();
            default -> runWorkers();
        }
    }

    private void endLate() {
        late.forEach(result -> result.complete(null));
        late.clear();
    }

    private void rebalance() {
        // Both topics' partitions of a number go together, as the range assignor has it.
        Set<TopicPartition> mine = new HashSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (random.nextInt(4) > 0) {
                for (String topic : TOPICS) {
                    mine.add(new TopicPartition(topic, partition));
                }
            }
        }
        reassign(mine);
    }

    private void loseOne() {
        loop.assigned().keySet().stream()
                .min(Comparator.comparing(TopicPartition::toString))
                .ifPresent(partition -> {
                    loop.onPartitionsLost(Set.of(partition));
                    Set<TopicPartition> others = new HashSet<>(consumer.assignment());
                    others.remove(partition);
                    reassign(others);
                });
    }

    /** What a coordinator does: the position of a new partition is its committed offset. */
    private void reassign(Set<TopicPartition> partitions) {
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        consumer.rebalance(partitions);
        lastStarted.keySet().retainAll(partitions);
        partitions.stream().filter(partition -> !before.contains(partition)).forEach(partition -> {
            lastStarted.remove(partition);
            consumer.seek(partition, committed.getOrDefault(partition, 0L));
        });
    }

    /** Gives the consumer what the log holds from its positions on, as a fetch would. */
    private void feed() {
        int budget = MAX_POLL_RECORDS;
        Set<TopicPartition> open = new HashSet<>(consumer.assignment());
        open.removeAll(consumer.paused());
        for (TopicPartition partition : open) {
            List<ConsumerRecord<byte[], byte[]>> records = log.get(partition);
            long offset = consumer.position(partition);
            for (; offset < records.size() && records.get((int) offset) == null; offset++) {
                consumer.seek(partition, offset + 1);
            }
            for (; offset < records.size() && budget > 0; offset++, budget--) {
                Optional.ofNullable(records.get((int) offset)).ifPresent(consumer::addRecord);
            }
        }
    }

    private void runWorkers() {
        while (!workerQueue.isEmpty()) {
            workerQueue.remove(random.nextInt(workerQueue.size())).run();
        }
    }

    private void finishOne() {
        List<Delivery> candidates = List.copyOf(running.keySet());
        if (!candidates.isEmpty()) {
            Delivery one = candidates.get(random.nextInt(candidates.size()));
            if (random.nextInt(8) == 0) {
                running.remove(one).completeExceptionally(new OutOfMemoryError("Java heap space"));
            } else {
                finish(one);
            }
        }
    }

    private void finish(Delivery delivery) {
        finished.add(name(partition(delivery), delivery.offset()));
        if (random.nextInt(4) == 0) {
            servers.get(delivery).busy();
        }
        running.remove(delivery).complete(null);
    }

    private void checkCommit(TopicPartition partition, long offset) {
        for (long before = committed.getOrDefault(partition, 0L); before < offset; before++) {
            assertThat(finished).as("committed only what is finished").contains(name(partition, before));
        }
        committed.merge(partition, offset, Math::max);
    }

    private void checkBounds() {
        assertThat(lanes.running()).isLessThanOrEqualTo(settings.concurrency());
        assertThat(lanes.waiting()).isLessThanOrEqualTo(settings.maxWaiting() + MAX_POLL_RECORDS);
        loop.assigned()
                .values()
                .forEach(progress -> assertThat(progress.span())
                        // Each record of a poll may have a marker beside it.
                        .isLessThanOrEqualTo(settings.maxUncommittedSpan() + 2 * MAX_POLL_RECORDS + 1));
    }

    private static TopicPartition partition(Delivery delivery) {
        return new TopicPartition(delivery.topic(), delivery.partition());
    }

    private static String name(TopicPartition partition, long offset) {
        return partition + "@" + offset;
    }
}
