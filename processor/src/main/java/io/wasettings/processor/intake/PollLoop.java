package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Schedule;
import io.wasettings.service.log.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop over one consumer: polls, hands over to the lanes, commits, pauses and resumes. One thread owns it.
 *
 * <p>There is no barrier between polls: the next one does not wait for what the last one brought. Guarantees: an offset
 * is committed only when it and all before it are finished; what waits and what is uncommitted is bounded by pausing; a
 * retry topic's partition is paused until its head is due.
 */
final class PollLoop implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * The rest between two rounds while partitions are paused. A poll that may wait would not: the consumer keeps what
     * it has fetched of a paused partition and looks at it again and again until the poll's time is over.
     */
    private static final Duration REST = Duration.ofMillis(10);

    /** A shorter rest, while commands run and there is room: where some do, more come, and each would notice it. */
    private static final Duration SHORT_REST = Duration.ofMillis(3);

    /** For the goodbye to the group. Without it the others have its partitions when the session is over. */
    static final Duration LEAVE_PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Subscription subscription;
    private final Schedule schedule;
    private final Lanes lanes;
    private final IntakeProperties settings;
    private final Clock clock;
    private final Commits commits;

    private final Assignment assignment = new Assignment();
    private final LogChanges changes;

    /** As of the clock of the lanes: whoever sets the other one back must not stop commits. */
    private long nextRegularWork;

    /** @param schedule when deliveries may start */
    PollLoop(
            Consumer<byte[], byte[]> consumer,
            Subscription subscription,
            Schedule schedule,
            Lanes lanes,
            IntakeProperties settings,
            Clock clock) {
        this.consumer = consumer;
        this.subscription = subscription;
        this.schedule = schedule;
        this.lanes = lanes;
        this.settings = settings;
        this.clock = clock;
        this.commits = new Commits(consumer, lanes::nanoTime);
        this.changes = new LogChanges(consumer, subscription, assignment, lanes);
        this.nextRegularWork = lanes.nanoTime();
    }

    void subscribe() {
        consumer.subscribe(subscription.topics(), this);
    }

    /**
     * One round: pauses and resumes, polls, hands over, commits.
     *
     * @return how long to rest before the next one
     * @throws KafkaException also when a log holds something else than was read of it, and whether its topic is still
     *     the same cannot be seen: this loop is of no more use
     */
    Duration runOnce() {
        pauseAndResume();
        boolean paused = !consumer.paused().isEmpty();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(paused ? Duration.ZERO : POLL);
        Map<TopicPartition, PartitionProgress> polled = assigned();
        lanes.startWhatCan();
        for (TopicPartition partition : records.partitions()) {
            takeIn(partition, records.records(partition), polled.get(partition));
        }
        long now = lanes.nanoTime();
        if (now - nextRegularWork >= 0) {
            nextRegularWork = now + settings.commitInterval().toNanos();
            changes.look();
            notePositions();
            commits.finished(assigned());
            lanes.giveBack();
            lanes.abandonOverdue();
            lanes.giveWay();
        }
        return paused && records.isEmpty() ? rest() : Duration.ZERO;
    }

    /** Lets what runs finish for that long at most, commits what finished, and gives the partitions back. */
    void close(Duration grace) {
        letGo(assigned().keySet(), grace);
        try {
            consumer.close(CloseOptions.timeout(LEAVE_PATIENCE));
        } catch (KafkaException e) {
            LogLine.warn(LOG, "group_not_left").with("cause", e).write();
        }
    }

    /** The state of the partitions that this process owns now. Thread-safe. */
    Map<TopicPartition, PartitionProgress> assigned() {
        return assignment.all();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LogLine.info(LOG, "partitions_assigned").with("partitions", partitions).write();
        try {
            assignment.add(commits.progress(Set.copyOf(partitions)));
        } catch (WakeupException e) {
            // For the poll to end with: to the client this would be a failure of the assignment.
            consumer.wakeup();
            return;
        }
        changes.assigned();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LogLine.info(LOG, "partitions_revoked").with("partitions", partitions).write();
        letGo(Set.copyOf(partitions), settings.rebalanceGrace());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LogLine.warn(LOG, "partitions_lost").with("partitions", partitions).write();
        end(Set.copyOf(partitions));
        assignment.forget(Set.copyOf(partitions));
    }

    private Duration rest() {
        return lanes.running() > 0 && lanes.hasRoom() ? SHORT_REST : REST;
    }

    private void takeIn(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable PartitionProgress progress) {
        // Over, if another partition's records told meanwhile that their topic was recreated.
        if (progress == null || progress.isOver()) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (progress.isBehind(record.offset())) {
                changes.goBack(partition, progress, record.offset());
                return;
            }
            Delivery delivery = subscription.delivery(record, progress.topicId());
            Instant due = schedule.dueAt(delivery);
            if (due.isAfter(clock.instant())) {
                consumer.seek(partition, record.offset());
                assignment.notDueBefore(partition, due);
                return;
            }
            progress.started(record.offset(), record.timestamp());
            lanes.offer(delivery, progress);
        }
    }

    private void pauseAndResume() {
        Set<TopicPartition> resume = assignment.open(clock.instant(), settings.maxUncommittedSpan());
        if (!lanes.hasRoom()) {
            resume.clear();
        }
        Set<TopicPartition> pause = new HashSet<>(assigned().keySet());
        pause.removeAll(resume);
        Set<TopicPartition> paused = consumer.paused();
        pause.removeAll(paused);
        resume.retainAll(paused);
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }

    /** Only once all records of a round were taken in: a position is behind everything that was polled. */
    private void notePositions() {
        for (TopicPartition partition : consumer.assignment()) {
            PartitionProgress progress = assignment.of(partition);
            if (progress != null) {
                position(partition).ifPresent(position -> notePosition(partition, progress, position));
            }
        }
    }

    /** By its position also a log that holds nothing any more tells that it has lost its end. */
    private void notePosition(TopicPartition partition, PartitionProgress progress, long position) {
        if (progress.isBehind(position)) {
            changes.goBack(partition, progress, position);
        } else {
            progress.reached(position);
        }
    }

    private OptionalLong position(TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            // Not known yet, just after the assignment or a change of the leader.
            return OptionalLong.empty();
        }
    }

    private void letGo(Set<TopicPartition> partitions, Duration grace) {
        end(partitions);
        // Not what was let go before, of which the consumer tells once more while it closes.
        Map<TopicPartition, PartitionProgress> owned = assignment.ownedOf(partitions);
        try {
            lanes.awaitIdle(owned.keySet(), grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.release(owned);
        assignment.forget(partitions);
    }

    private void end(Set<TopicPartition> partitions) {
        assignment.end(partitions);
        lanes.drop(partitions);
    }
}
