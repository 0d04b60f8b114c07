package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Schedule;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;

/** A poll loop over Kafka's mock consumer. */
abstract class PollLoopSuite {

    static final TopicPartition COMMANDS = new TopicPartition("commands", 0);
    static final TopicPartition RETRY = new TopicPartition("retry.1", 0);
    static final Subscription SUBSCRIPTION =
            new Subscription(Map.of("commands", 0, "retry.1", 1), names -> Map.of("commands", "id of commands"));

    final MutableClock clock = new MutableClock();
    CommitRecorder consumer;
    final HandlerStub handler = new HandlerStub();
    Schedule schedule = delivery -> Instant.EPOCH;
    IntakeProperties settings =
            Deliveries.settings(Map.of("max-waiting", 4, "max-waiting-per-partner", 4, "max-uncommitted-span", 8));
    Executor workers = Runnable::run;
    PollLoop loop;
    long nanos;

    @BeforeEach
    void start() {
        start(SUBSCRIPTION);
    }

    void start(Subscription subscription) {
        start(subscription, Map.of());
    }

    /** @param before what the group has committed by then */
    void start(Subscription subscription, Map<TopicPartition, OffsetAndMetadata> before) {
        consumer = new CommitRecorder();
        Lanes lanes = new Lanes(settings, handler, task -> workers.execute(task), () -> nanos);
        loop = new PollLoop(consumer, subscription, delivery -> schedule.dueAt(delivery), lanes, settings, clock);
        consumer.updateBeginningOffsets(Map.of(COMMANDS, 0L, RETRY, 0L));
        loop.subscribe();
        consumer.commitSync(before);
        consumer.rebalance(Set.of(COMMANDS, RETRY));
    }

    void tick() {
        clock.advance(Duration.ofSeconds(1));
        nanos += Duration.ofSeconds(1).toNanos();
        loop.runOnce();
    }

    Optional<Long> committed(TopicPartition partition) {
        return Optional.ofNullable(consumer.committed.get(partition)).map(OffsetAndMetadata::offset);
    }

    void add(TopicPartition partition, String key, long offset) {
        add(partition, key, offset, new RecordHeaders());
    }

    void add(TopicPartition partition, String key, long offset, RecordHeaders headers) {
        consumer.addRecord(Deliveries.record(partition, key, offset, clock.millis(), headers));
    }
}
