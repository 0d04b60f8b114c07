package io.wasettings.processor.intake;

import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits how far partitions have come: of each the offset before which all is finished, and of which topic it is one.
 * For the consumer's thread.
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

    private final Consumer<byte[], byte[]> consumer;

    Commits(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * The ids of the topics as which these partitions were read up to their committed offsets, by whichever process.
     * Releases before this one and operators' tools leave no id.
     *
     * @throws KafkaException when the broker does not answer. Taken for partitions without an id, what they hold of a
     *     recreated topic would be read on where the one before was
     */
    Map<TopicPartition, String> topicIds(Set<TopicPartition> partitions) {
        Map<TopicPartition, String> ids = new HashMap<>();
        consumer.committed(partitions, PATIENCE).forEach((partition, offset) -> {
            if (offset != null && offset.metadata().startsWith(TOPIC_ID)) {
                ids.put(partition, offset.metadata().substring(TOPIC_ID.length()));
            }
        });
        return ids;
    }

    /** Without waiting for the broker. */
    void finished(Map<TopicPartition, PartitionProgress> owned) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(owned);
        if (offsets.isEmpty()) {
            return;
        }
        consumer.commitAsync(offsets, (done, failure) -> {
            if (failure == null) {
                owned.forEach((partition, progress) -> Optional.ofNullable(done.get(partition))
                        .ifPresent(offset -> progress.committed(offset.offset())));
            } else {
                // The next round commits at least as much.
                LogLine.debug(LOG, "commit_failed").because(failure).write();
            }
        });
    }

    /** Before partitions are given back. */
    void release(Map<TopicPartition, PartitionProgress> owned) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(owned);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitDespiteWakeup(offsets);
        } catch (KafkaException e) {
            LogLine.warn(LOG, "commit_failed_on_release")
                    .with("offsets", offsets)
                    .because(e)
                    .write();
        }
    }

    private void commitDespiteWakeup(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException e) {
            // Asked to stop while committing: this commit is part of stopping.
            consumer.commitSync(offsets);
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
