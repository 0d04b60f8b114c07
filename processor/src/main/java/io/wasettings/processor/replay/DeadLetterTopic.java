package io.wasettings.processor.replay;

import io.wasettings.processor.replay.Candidate.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads dead letters by their place. Commits nothing. */
final class DeadLetterTopic {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final String topic;

    /** @param consumers makes a consumer without a group each time it is asked */
    DeadLetterTopic(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
    }

    /** A command with its dead letter. */
    record Letter(Candidate command, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * Passes on the dead letters of these commands, partition by partition, until the reader has enough. What is not
     * there any more is passed over.
     *
     * @param most how many are passed on at a time
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    void read(List<Candidate> commands, int most, Predicate<List<Letter>> reader) {
        Map<Integer, NavigableMap<Long, Candidate>> wanted = new TreeMap<>();
        for (Candidate command : commands) {
            Place place = Objects.requireNonNull(command.place());
            wanted.computeIfAbsent(place.partition(), any -> new TreeMap<>()).put(place.offset(), command);
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            for (Map.Entry<Integer, NavigableMap<Long, Candidate>> each : wanted.entrySet()) {
                if (!read(consumer, new TopicPartition(topic, each.getKey()), each.getValue(), most, reader)) {
                    return;
                }
            }
        }
    }

    private static boolean read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            NavigableMap<Long, Candidate> wanted,
            int most,
            Predicate<List<Letter>> reader) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long written = consumer.endOffsets(List.of(partition)).getOrDefault(partition, begin);
        long end = Math.min(written, wanted.lastKey() + 1);
        consumer.seek(partition, Math.max(begin, wanted.firstKey()));
        while (consumer.position(partition) < end) {
            List<Letter> letters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Candidate command = wanted.get(record.offset());
                if (command != null) {
                    letters.add(new Letter(command, record));
                }
            }
            for (int from = 0; from < letters.size(); from += most) {
                if (!reader.test(letters.subList(from, Math.min(from + most, letters.size())))) {
                    return false;
                }
            }
        }
        return true;
    }
}
