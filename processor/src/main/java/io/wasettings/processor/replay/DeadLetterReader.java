package io.wasettings.processor.replay;

import io.wasettings.processor.replay.Candidate.Place;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads dead letters by their place, those of all partitions together. For one thread. */
final class DeadLetterReader implements AutoCloseable {

    /** Short: what is read is there, and now and then a poll lasts as long as it may although something has come. */
    private static final Duration POLL = Duration.ofMillis(50);

    /** How long nothing comes before it is looked whether there is still something to come. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final LongSupplier nanoTime;
    private long nextLook;

    /** The commands whose dead letters are looked for, by where those lie. */
    private record Wanted(Map<TopicPartition, NavigableMap<Long, List<Candidate>>> places) {

        static Wanted of(String topic, List<Candidate> commands) {
            Map<TopicPartition, NavigableMap<Long, List<Candidate>>> places = new HashMap<>();
            for (Candidate command : commands) {
                Place place = Objects.requireNonNull(command.place());
                places.computeIfAbsent(new TopicPartition(topic, place.partition()), any -> new TreeMap<>())
                        .computeIfAbsent(place.offset(), any -> new ArrayList<>())
                        .add(command);
            }
            return new Wanted(places);
        }

        Set<TopicPartition> partitions() {
            return places.keySet();
        }

        /** The dead letters among these records. */
        List<Letter> letters(ConsumerRecords<byte[], byte[]> records) {
            List<Letter> letters = new ArrayList<>();
            places.forEach((partition, commands) -> {
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    // Several were noted there, if the topic was recreated in between.
                    commands.getOrDefault(record.offset(), List.of()).stream()
                            .filter(command -> command.mayBeIn(record))
                            .forEach(command -> letters.add(new Letter(command, record)));
                }
            });
            return letters;
        }
    }

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    DeadLetterReader(Consumer<byte[], byte[]> consumer, String topic, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /**
     * Passes on the dead letters of these commands until the reader has enough. What is not there any more is passed
     * over, and so is another command's that lies there since the topic was recreated.
     *
     * @param most how many are passed on at a time
     * @param mayGoOn asked while nothing comes
     * @return whether it came to their end
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    boolean read(List<Candidate> commands, int most, BooleanSupplier mayGoOn, Predicate<List<Letter>> reader) {
        Wanted wanted = Wanted.of(topic, commands);
        Map<TopicPartition, Long> ends = seek(wanted);
        Deque<Letter> letters = new ArrayDeque<>();
        while (!ends.isEmpty() || !letters.isEmpty()) {
            if (ends.isEmpty() || letters.size() >= most) {
                if (!reader.test(take(letters, most))) {
                    return false;
                }
            } else {
                Optional<ConsumerRecords<byte[], byte[]>> polled = poll(ends, mayGoOn);
                if (polled.isEmpty()) {
                    return false;
                }
                letters.addAll(wanted.letters(polled.get()));
            }
        }
        return true;
    }

    /** What has come by now, nothing at times; empty if nothing has, and it is not to go on. */
    private Optional<ConsumerRecords<byte[], byte[]>> poll(Map<TopicPartition, Long> ends, BooleanSupplier mayGoOn) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (polled.isEmpty()) {
            if (!mayGoOn.getAsBoolean()) {
                return Optional.empty();
            }
            lookAgain(ends);
        }
        passOver(ends);
        return Optional.of(polled);
    }

    private static List<Letter> take(Deque<Letter> letters, int most) {
        return Stream.generate(letters::poll)
                .limit(Math.min(most, letters.size()))
                .toList();
    }

    /** Goes to the first of each partition; returns where the last one ends, where there is one to be read. */
    private Map<TopicPartition, Long> seek(Wanted wanted) {
        Set<TopicPartition> partitions = wanted.partitions();
        nextLook = nanoTime.getAsLong() + LOOK_AGAIN.toNanos();
        consumer.assign(partitions);
        consumer.resume(consumer.paused());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> written = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        wanted.places.forEach((partition, places) -> {
            consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), places.firstKey()));
            ends.put(partition, Math.min(written.getOrDefault(partition, 0L), places.lastKey() + 1));
        });
        passOver(ends);
        return ends;
    }

    /** Lowers the ends of what has become shorter: the topic was recreated, or the broker has lost an end of it. */
    private void lookAgain(Map<TopicPartition, Long> ends) {
        long now = nanoTime.getAsLong();
        if (now - nextLook < 0) {
            return;
        }
        nextLook = now + LOOK_AGAIN.toNanos();
        try {
            Map<TopicPartition, Long> written = consumer.endOffsets(ends.keySet(), LOOK_AGAIN);
            ends.replaceAll((partition, end) -> Math.min(end, written.getOrDefault(partition, end)));
        } catch (TimeoutException e) {
            // What is read waits for the broker as well.
        }
    }

    /** Reads no more of what is at its end. */
    private void passOver(Map<TopicPartition, Long> ends) {
        ends.entrySet().removeIf(each -> {
            boolean over = consumer.position(each.getKey()) >= each.getValue();
            if (over) {
                consumer.pause(Set.of(each.getKey()));
            }
            return over;
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
