package io.wasettings.processor.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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

    /** No topic's id. */
    private static final String NOT_TOLD = "";

    private final Map<TopicPartition, PartitionProgress> owned = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Instant> notDueBefore = new HashMap<>();

    /** Partitions that are not read before the broker has told the id of their topic again, with what it told last. */
    private final Map<TopicPartition, String> doubted = new HashMap<>();

    /** Ids that topics had before they were recreated: a broker that lags still tells them. */
    private final Set<String> formerIds = new HashSet<>();

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

    /** Forgets what was known of these partitions, which begin anew: nothing of before starts or counts any more. */
    void replace(Map<TopicPartition, PartitionProgress> partitions) {
        partitions.forEach((partition, progress) -> {
            PartitionProgress before = owned.put(partition, progress);
            if (before != null) {
                before.end();
                noteFormer(before.topicId(), progress.topicId());
            }
        });
        notDueBefore.keySet().removeAll(partitions.keySet());
        doubted.keySet().removeAll(partitions.keySet());
    }

    private void noteFormer(@Nullable String id, @Nullable String next) {
        if (id != null && !id.equals(next)) {
            formerIds.add(id);
        }
    }

    /** Lets nothing of these partitions start or count any more. */
    void end(Set<TopicPartition> partitions) {
        partitions.forEach(
                partition -> Optional.ofNullable(owned.get(partition)).ifPresent(PartitionProgress::end));
    }

    void forget(Set<TopicPartition> partitions) {
        owned.keySet().removeAll(partitions);
        notDueBefore.keySet().removeAll(partitions);
        doubted.keySet().removeAll(partitions);
    }

    /** Lets the partition not be read before the broker has told again which id its topic has. */
    void doubt(TopicPartition partition) {
        doubted.put(partition, NOT_TOLD);
    }

    /** Whether of any partition the id of the topic that is read is not known. */
    boolean lacksIds() {
        return owned.values().stream().anyMatch(progress -> progress.topicId() == null);
    }

    /**
     * Lets those partitions not be read whose topics have another id by these than what was read of them, or than when
     * the broker was asked again, before it has told the id once more; returns these partitions.
     */
    Set<TopicPartition> doubtOther(Map<String, String> ids, Map<String, String> again) {
        Map<String, String> agreed = new HashMap<>(ids);
        agreed.entrySet().retainAll(again.entrySet());
        Map<TopicPartition, String> different = different(agreed);
        owned.keySet().stream()
                .filter(partition -> !Objects.equals(ids.get(partition.topic()), again.get(partition.topic())))
                .forEach(partition -> different.put(partition, again.getOrDefault(partition.topic(), NOT_TOLD)));
        doubted.putAll(different);
        return different.keySet();
    }

    /** Notes that the partition's head may not start before then. */
    void notDueBefore(TopicPartition partition, Instant due) {
        notDueBefore.put(partition, due);
    }

    /** The partitions whose head is due, which are not doubted, and of which less than that is uncommitted. */
    Set<TopicPartition> open(Instant now, long maxUncommittedSpan) {
        notDueBefore.values().removeIf(due -> !due.isAfter(now));
        Set<TopicPartition> open = new HashSet<>();
        owned.forEach((partition, progress) -> {
            if (progress.span() < maxUncommittedSpan
                    && !notDueBefore.containsKey(partition)
                    && !doubted.containsKey(partition)) {
                open.add(partition);
            }
        });
        return open;
    }

    /** The partitions whose topics have another id now than what was read of them, and one that they never had. */
    Set<TopicPartition> recreated(Map<String, String> ids) {
        Map<String, String> believed = new HashMap<>(ids);
        believed.values().removeAll(formerIds);
        Set<TopicPartition> recreated = different(believed).keySet();
        // Of what is doubted without an id nothing was read yet.
        recreated.removeIf(partition -> !isKnown(partition));
        return recreated;
    }

    /**
     * The partitions whose topics have another id now than what was read of them, as the broker has told twice in a
     * row. What it tells for the first time may be of a broker that lags: what is doubted for it is not read meanwhile.
     */
    Set<TopicPartition> recreatedForSure(Map<String, String> ids) {
        Map<TopicPartition, String> different = different(ids);
        Set<TopicPartition> sure = new HashSet<>();
        different.forEach((partition, id) -> {
            if (id.equals(doubted.get(partition))) {
                sure.add(partition);
            }
        });
        doubted.keySet().removeIf(partition -> ids.containsKey(partition.topic()));
        doubted.putAll(different);
        return sure;
    }

    /** The ids that topics have now, of the partitions that were read of another one, or are doubted for another. */
    private Map<TopicPartition, String> different(Map<String, String> ids) {
        Map<TopicPartition, String> different = new HashMap<>();
        owned.forEach((partition, progress) -> {
            String id = ids.get(partition.topic());
            if (id != null && !goesOnAs(id, partition, progress)) {
                different.put(partition, id);
            }
        });
        return different;
    }

    /** Where no id is known, a doubted partition takes only the one that was told last. */
    private boolean goesOnAs(String id, TopicPartition partition, PartitionProgress progress) {
        boolean isBelieved = isKnown(partition) || id.equals(doubted.getOrDefault(partition, id));
        return isBelieved && progress.goesOnAs(id);
    }

    /** Whether the id of the topic is known of which the partition is read. */
    private boolean isKnown(TopicPartition partition) {
        PartitionProgress progress = owned.get(partition);
        return progress != null && progress.topicId() != null;
    }
}
