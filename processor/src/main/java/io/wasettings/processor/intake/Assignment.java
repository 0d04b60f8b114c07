package io.wasettings.processor.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this process owns: how far each is, and until when its head is not due. For the thread of the
 * poll loop alone, but for {@link #all()}.
 */
final class Assignment {

    private final Map<TopicPartition, PartitionProgress> owned = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Instant> notDueBefore = new HashMap<>();

    /** All partitions as they are owned now. Thread-safe. */
    Map<TopicPartition, PartitionProgress> all() {
        return Map.copyOf(owned);
    }

    /** Those of these partitions that are owned. */
    Map<TopicPartition, PartitionProgress> ownedOf(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionProgress> some = new HashMap<>(owned);
        some.keySet().retainAll(partitions);
        return some;
    }

    /** How far the partition is; null if it is not owned. */
    @Nullable
    PartitionProgress of(TopicPartition partition) {
        return owned.get(partition);
    }

    void add(Map<TopicPartition, PartitionProgress> partitions) {
        owned.putAll(partitions);
    }

    /** Forgets what was known of these partitions, which begin anew. */
    void replace(Map<TopicPartition, PartitionProgress> partitions) {
        owned.putAll(partitions);
        notDueBefore.keySet().removeAll(partitions.keySet());
    }

    /** Lets nothing of these partitions start or count any more. */
    void end(Set<TopicPartition> partitions) {
        partitions.forEach(
                partition -> Optional.ofNullable(owned.get(partition)).ifPresent(PartitionProgress::end));
    }

    void forget(Set<TopicPartition> partitions) {
        owned.keySet().removeAll(partitions);
        notDueBefore.keySet().removeAll(partitions);
    }

    /** Notes that the partition's head may not start before then. */
    void notDueBefore(TopicPartition partition, Instant due) {
        notDueBefore.put(partition, due);
    }

    /** The partitions whose head is due, and of which less than that is uncommitted. */
    Set<TopicPartition> open(Instant now, long maxUncommittedSpan) {
        notDueBefore.values().removeIf(due -> !due.isAfter(now));
        Set<TopicPartition> open = new HashSet<>();
        owned.forEach((partition, progress) -> {
            if (progress.span() < maxUncommittedSpan && !notDueBefore.containsKey(partition)) {
                open.add(partition);
            }
        });
        return open;
    }

    /** The partitions whose topics have another id now than what was read of them. */
    Set<TopicPartition> recreated(Map<String, String> ids) {
        Set<TopicPartition> recreated = new HashSet<>();
        owned.forEach((partition, progress) -> {
            String id = ids.get(partition.topic());
            if (id != null && !progress.goesOnAs(id)) {
                recreated.add(partition);
            }
        });
        return recreated;
    }
}
