package io.wasettings.processor.replay;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the dead-letter topic as it is at the moment, from its beginning to its end. Commits nothing. */
public final class DeadLetterTopic {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final int maxCommands;

    /**
     * @param consumers makes a consumer without a group each time it is asked
     * @param maxCommands how many commands are looked at, at most; they are held in memory, without their values
     */
    public DeadLetterTopic(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic, int maxCommands) {
        this.consumers = consumers;
        this.topic = topic;
        this.maxCommands = maxCommands;
    }

    /**
     * The latest dead letter of every command that the filter accepts, the oldest first. The filter's limit is left to
     * the caller.
     *
     * @throws TooManyDeadLettersException when there are too many to hold; a narrower time range helps
     */
    List<DeadLetter> latest(DeadLetterFilter filter) {
        Map<String, DeadLetter> latest = new LinkedHashMap<>();
        readAll(Map.of(), record -> {
            DeadLetter letter = DeadLetter.of(record);
            latest.remove(letter.identity());
            if (filter.accepts(letter)) {
                latest.put(letter.identity(), letter);
            }
            if (latest.size() > maxCommands) {
                throw new TooManyDeadLettersException(maxCommands);
            }
            return true;
        });
        return latest.values().stream()
                .sorted(Comparator.comparing((DeadLetter letter) -> letter.why().failedAt())
                        .thenComparing(DeadLetter::partition)
                        .thenComparing(DeadLetter::offset))
                .toList();
    }

    /**
     * Passes on the records of these dead letters, whole; of each partition in their order, until the reader has
     * enough.
     */
    void read(List<DeadLetter> letters, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        Map<Integer, NavigableSet<Long>> wanted = letters.stream()
                .collect(Collectors.groupingBy(
                        DeadLetter::partition,
                        Collectors.mapping(DeadLetter::offset, Collectors.toCollection(TreeSet::new))));
        readAll(wanted, record -> {
            NavigableSet<Long> offsets = wanted.get(record.partition());
            return offsets == null || !offsets.contains(record.offset()) || reader.test(record);
        });
    }

    /** @param wanted if not empty, only these partitions are read, from their first offset to their last */
    private void readAll(Map<Integer, NavigableSet<Long>> wanted, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .filter(partition -> wanted.isEmpty() || wanted.containsKey(partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
            consumer.seekToBeginning(partitions);
            wanted.forEach((partition, offsets) -> {
                TopicPartition position = new TopicPartition(topic, partition);
                consumer.seek(position, offsets.first());
                left.put(position, offsets.last() + 1);
            });
            while (true) {
                left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (left.isEmpty()) {
                    return;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Long end = left.get(new TopicPartition(record.topic(), record.partition()));
                    if (end != null && record.offset() < end && !reader.test(record)) {
                        return;
                    }
                }
            }
        }
    }
}
