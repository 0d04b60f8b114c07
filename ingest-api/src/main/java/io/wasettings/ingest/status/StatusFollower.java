package io.wasettings.ingest.status;

import io.wasettings.service.kafka.UnfitTopicException;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.status.StatusEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to the board the last statuses before the start and every one that is published from then on, until it is
 * stopped.
 *
 * <p>An outage of the broker is noticed within a quarter of a minute and survived: reading goes on where it stopped.
 * Partitions that are added later are noticed within a minute and read from their beginning. Calls neither the store
 * nor a producer.
 */
final class StatusFollower implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Runnable topics;
    private final String topic;
    private final StatusBoard board;
    private final int recent;
    /** Where to go on; empty before the first assignment. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Of partitions not read that far yet: where they ended when following began, or when the broker was back. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean following;

    /** @param recent how many statuses from before the start are read */
    StatusFollower(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Runnable topics,
            String topic,
            StatusBoard board,
            int recent) {
        this.consumers = consumers;
        this.topics = topics;
        this.topic = topic;
        this.board = board;
        this.recent = recent;
    }

    /**
     * Whether the last statuses before the start, and those of the last gap, were seen, and every one that is published
     * from now on will be.
     */
    boolean following() {
        return following;
    }

    /** Ends {@link #run} soon. */
    void stop() {
        stop.countDown();
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            polling.wakeup();
        }
    }

    @Override
    public void run() {
        while (!stopping()) {
            try {
                topics.run();
                follow();
            } catch (InterruptException e) {
                stop.countDown();
            } catch (UnfitTopicException e) {
                LogLine.error(LOG, "topic_unfit").with("cause", e.getMessage()).write();
                pause();
            } catch (WakeupException e) {
                LogLine.debug(LOG, "following_stopped").write();
            } catch (TopicAuthorizationException e) {
                LogLine.warn(LOG, "following_interrupted")
                        .with("cause", "this user lacks a right: allow Read and Describe on topic " + topic)
                        .write();
                pause();
            } catch (RuntimeException e) {
                LogLine.warn(LOG, "following_interrupted").causedBy(e).write();
                pause();
            } finally {
                following = false;
            }
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current = consumer;
            long checked = System.nanoTime() - CHECK.toNanos();
            boolean answered = false;
            while (!stopping()) {
                if (System.nanoTime() - checked >= CHECK.toNanos()) {
                    assign(consumer);
                    answered = isAnswered(consumer, answered);
                    checked = System.nanoTime();
                }
                following = answered && hasCaughtUp(consumer);
                consumer.poll(POLL).forEach(this::post);
            }
        } finally {
            current = null;
        }
    }

    /** Whether the broker answers for all partitions; nothing else asks it, since the partitions are known already. */
    private boolean isAnswered(Consumer<byte[], byte[]> consumer, boolean before) {
        try {
            Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment(), BROKER_TIMEOUT);
            if (!before) {
                // What was published in between was missed so far.
                ends.putAll(now);
            }
            // A topic that has become shorter since never comes that far.
            ends.replaceAll((partition, end) -> Math.min(end, now.getOrDefault(partition, end)));
            return true;
        } catch (TimeoutException e) {
            // Reading goes on wherever it can.
            return false;
        }
    }

    private boolean hasCaughtUp(Consumer<byte[], byte[]> consumer) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey(), BROKER_TIMEOUT) >= end.getValue());
        return ends.isEmpty();
    }

    private void post(ConsumerRecord<byte[], byte[]> record) {
        StatusEvent.read(record).ifPresent(board::post);
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic, BROKER_TIMEOUT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        if (partitions.equals(consumer.assignment())) {
            return;
        }
        consumer.assign(partitions);
        positions.keySet().retainAll(partitions);
        ends.keySet().retainAll(partitions);
        positions.forEach(consumer::seek);
        Set<TopicPartition> added = new HashSet<>(partitions);
        added.removeAll(positions.keySet());
        if (positions.isEmpty()) {
            seekToRecent(consumer, added);
        } else if (!added.isEmpty()) {
            // None at all would mean all that are assigned.
            consumer.seekToBeginning(added);
        }
        // Seeking is lazy: only a position that was asked for is fixed.
        positions.putAll(added.stream()
                .collect(Collectors.toMap(partition -> partition, p -> consumer.position(p, BROKER_TIMEOUT))));
    }

    /** While the store is unavailable, only these tell what was accepted before the start. */
    private void seekToRecent(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, BROKER_TIMEOUT);
        Map<TopicPartition, Long> now = consumer.endOffsets(partitions, BROKER_TIMEOUT);
        int share = (recent + partitions.size() - 1) / Math.max(1, partitions.size());
        now.forEach((partition, end) ->
                consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - share)));
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = stop.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }
}
