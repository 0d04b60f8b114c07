package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.replay.Candidate.Place;
import io.wasettings.processor.replay.Candidate.Standing;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How dead letters are read by their places, so many at a time. */
class DeadLetterReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("dlt", 0);
    private static final int LETTERS = 7;
    private static final int A_POLL = 2;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final DeadLetterReader reader = new DeadLetterReader(consumer, PARTITION.topic(), this::nanoTime);
    private final List<List<Long>> batches = new ArrayList<>();
    private long nanos;
    private int asked;

    DeadLetterReaderTest() {
        consumer.setMaxPollRecords(A_POLL);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) LETTERS));
        consumer.schedulePollTask(
                () -> LongStream.range(0, LETTERS).forEach(offset -> consumer.addRecord(letter(offset))));
    }

    /** That of command {@code /test} with the offset as its id. */
    private static ConsumerRecord<byte[], byte[]> letter(long offset) {
        ConsumerRecord<byte[], byte[]> letter =
                new ConsumerRecord<>(PARTITION.topic(), 0, offset, new byte[0], new byte[0]);
        letter.headers()
                .add("ce_source", "/test".getBytes(StandardCharsets.UTF_8))
                .add("ce_id", String.valueOf(offset).getBytes(StandardCharsets.UTF_8));
        return letter;
    }

    @Test
    void those_of_several_polls_are_passed_on_together_and_the_rest_at_the_end() {
        reader.read(commandsAt(0, 1, 2, 3, 4, 5, 6), 3, () -> true, batch -> {
            batches.add(offsets(batch));
            return true;
        });

        assertThat(batches).containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
    }

    @Test
    void what_is_not_asked_for_is_passed_over() {
        reader.read(commandsAt(1, 4), 3, () -> true, batch -> batches.add(offsets(batch)));

        assertThat(batches).containsExactly(List.of(1L, 4L));
    }

    @Test
    void another_commands_letter_at_that_place_is_passed_over() {
        String another = "/test 9";

        reader.read(
                List.of(command(another, 1), command("/test 4", 4)),
                3,
                () -> true,
                batch -> batches.add(offsets(batch)));

        assertThat(batches).containsExactly(List.of(4L));
    }

    @Test
    void of_two_commands_noted_at_one_place_the_one_whose_letter_lies_there_is_passed_on() {
        List<String> passedOn = new ArrayList<>();

        reader.read(List.of(command("/test 1", 1), command("/test 9", 1)), 3, () -> true, batch -> {
            batch.forEach(letter -> passedOn.add(letter.command().identity()));
            return true;
        });

        assertThat(passedOn).containsExactly("/test 1");
    }

    @Test
    void no_more_is_held_than_is_passed_on_at_a_time_and_a_poll_brings() {
        reader.read(commandsAt(0, 1, 2, 3, 4, 5, 6), 3, () -> true, batch -> {
            batches.add(List.of(consumer.position(PARTITION)));
            return false;
        });

        assertThat(batches).containsExactly(List.of(2L * A_POLL));
    }

    @Test
    void a_topic_that_becomes_shorter_while_it_is_read_is_read_to_its_new_end() {
        consumer.updateEndOffsets(Map.of(PARTITION, LETTERS + 1L));
        consumer.schedulePollTask(() -> consumer.updateEndOffsets(Map.of(PARTITION, (long) LETTERS)));

        boolean toItsEnd = reader.read(commandsAt(1, LETTERS), 3, this::inTime, batch -> batches.add(offsets(batch)));

        assertThat(toItsEnd).isTrue();
        assertThat(batches).containsExactly(List.of(1L));
    }

    @Test
    void nothing_more_is_awaited_once_it_may_not_go_on() {
        consumer.updateEndOffsets(Map.of(PARTITION, LETTERS + 1L));

        boolean toItsEnd = reader.read(commandsAt(LETTERS), 3, () -> false, batch -> batches.add(offsets(batch)));

        assertThat(toItsEnd).isFalse();
        assertThat(batches).isEmpty();
    }

    /** A second later each time. */
    private long nanoTime() {
        nanos += Duration.ofSeconds(1).toNanos();
        return nanos;
    }

    /** So that what does not end fails. */
    private boolean inTime() {
        asked++;
        return asked < 1000;
    }

    private static List<Candidate> commandsAt(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> command("/test " + offset, offset))
                .toList();
    }

    private static Candidate command(String identity, long offset) {
        return new Candidate(
                identity, "b", Instant.EPOCH, new Standing("failed", 0, false), new Place(0, offset, false), null);
    }

    private static List<Long> offsets(List<Letter> letters) {
        return letters.stream().map(letter -> letter.record().offset()).toList();
    }
}
