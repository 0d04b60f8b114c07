package io.wasettings.processor.intake;

import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far partitions have come: for each the offset before which everything is finished, with the id of the
 * topic that the offset belongs to. For the consumer's thread.
 */
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /** In the metadata of an offset; the id of the topic of which it is an offset follows. */
    private static final String TOPIC_ID = "topic_id=";

    /**
     * For what was committed before an assignment: everything that this process owns waits meanwhile. The client's own
     * patience is a minute.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For the last commit of partitions that are given back: what it misses is only done again. */
    static final Duration RELEASE_PATIENCE = Duration.ofSeconds(3);

    /**
     * How long a commit without an answer keeps others from being sent. While there is no coordinator the client keeps
     * all that it is given, without a bound.
     */
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(1);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private long nextCommit;

    Commits(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.nextCommit = nanoTime.getAsLong();
    }

    /**
     * How far these partitions had come by now, and as partitions of which topic, in whichever process. Builds before
     * this one and operators' tools leave no id of the topic.
     *
     * @throws KafkaException when the broker does not answer. Taken for partitions without an id, what they hold of a
     *     recreated topic would be read on where the one before was
     */
    Map<TopicPartition, PartitionProgress> progress(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, PATIENCE);
        return partitions.stream()
                .collect(Collectors.toMap(Function.identity(), partition -> progress(committed.get(partition))));
    }

    private static PartitionProgress progress(@Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            return new PartitionProgress(null);
        }
        String metadata = committed.metadata();
        PartitionProgress progress =
                new PartitionProgress(metadata.startsWith(TOPIC_ID) ? metadata.substring(TOPIC_ID.length()) : null);
        // Whatever comes from before that shows that the log has lost its end, and the client has begun it anew.
        progress.begin(committed.offset());
        return progress;
    }

    /** Commits without waiting for the broker; not while it has not answered the commit before, for a minute. */
    void finished(Map<TopicPartition, PartitionProgress> owned) {
        long now = nanoTime.getAsLong();
        if (now - nextCommit < 0) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(owned);
        if (offsets.isEmpty()) {
            return;
        }
        nextCommit = now + ANSWER_PATIENCE.toNanos();
        consumer.commitAsync(offsets, (done, failure) -> {
            nextCommit = nanoTime.getAsLong();
            if (failure == null) {
                owned.forEach((partition, progress) -> Optional.ofNullable(done.get(partition))
                        .ifPresent(offset -> progress.committed(offset.offset())));
            } else {
                // The next round commits at least as much.
                LogLine.debug(LOG, "commit_failed").becauseQuoting(failure).write();
            }
        });
    }

    /** Commits before partitions are given back, and waits for the broker for a while. */
    void release(Map<TopicPartition, PartitionProgress> owned) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(owned);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commit(offsets);
        } catch (KafkaException e) {
            LogLine.warn(LOG, "commit_failed_on_release")
                    .with("offsets", offsets)
                    .becauseQuoting(e)
                    .write();
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        long end = nanoTime.getAsLong() + RELEASE_PATIENCE.toNanos();
        try {
            consumer.commitSync(offsets, RELEASE_PATIENCE);
        } catch (WakeupException | CommitFailedException e) {
            // Asked to stop while committing: this commit is part of stopping. Or the group has given this member a new
            // epoch, which the client knows by now; if it is no member any more, this is refused, too.
            consumer.commitSync(offsets, Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, PartitionProgress> owned) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        owned.forEach((partition, progress) -> progress.committable()
                .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset, metadata(progress)))));
        return offsets;
    }

    private static String metadata(PartitionProgress progress) {
        String topicId = progress.topicId();
        return topicId == null ? "" : TOPIC_ID + topicId;
    }
}
