package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.kafka.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of logs that are not what they were. */
class PollLoopTopicsTest extends PollLoopSuite {

    /** What brokers tell of the topic's id, one after another, and the last one from then on. */
    private volatile Queue<String> told = new ConcurrentLinkedQueue<>(List.of("old"));

    private final AtomicInteger looks = new AtomicInteger();
    private final Subscription watched = new Subscription(SUBSCRIPTION.tiers(), names -> {
        looks.incrementAndGet();
        return Map.of("commands", told.size() > 1 ? told.remove() : told.element());
    });

    @Test
    void the_brokers_id_of_the_topic_goes_with_a_delivery() {
        add(COMMANDS, "a/t/1", 7);

        loop.runOnce();

        assertThat(handler.started.get(0).version().log()).isEqualTo(new Version.Log("id of commands", 0));
    }

    @Test
    void a_topic_that_is_recreated_is_told_by_its_id() {
        Map<String, String> ids = new HashMap<>(Map.of("commands", "old"));
        start(new Subscription(SUBSCRIPTION.tiers(), names -> Map.copyOf(ids)));
        consumer.rebalance(Set.of());
        ids.put("commands", "new");
        consumer.rebalance(Set.of(COMMANDS));
        add(COMMANDS, "a/t/1", 0);

        loop.runOnce();

        assertThat(handler.started.get(0).place().topicId()).isEqualTo("new");
    }

    @Test
    void a_topic_that_is_recreated_before_its_assignment_is_read_from_its_beginning_under_its_new_id() {
        Map<String, String> ids = new HashMap<>(Map.of("commands", "old"));
        start(new Subscription(SUBSCRIPTION.tiers(), names -> Map.copyOf(ids)));
        add(COMMANDS, "a/t/1", 6);
        add(COMMANDS, "a/t/1", 7);
        loop.runOnce();
        handler.finishAll();
        ids.put("commands", "new");
        consumer.seek(COMMANDS, 3);
        add(COMMANDS, "c/t/1", 3);

        loop.runOnce();
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();

        assertThat(handler.startedKeys()).endsWith("b/t/1").doesNotContain("c/t/1");
        assertThat(handler.started.get(handler.started.size() - 1).place().topicId())
                .isEqualTo("new");
        handler.finishAll();
        tick();
        assertThat(committed(COMMANDS)).contains(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void where_one_partition_tells_that_its_topic_was_recreated_all_are_read_from_their_beginning(int telling) {
        TopicPartition teller = new TopicPartition("commands", telling);
        TopicPartition other = new TopicPartition("commands", 1 - telling);
        Map<String, String> ids = new HashMap<>(Map.of("commands", "old"));
        start(new Subscription(SUBSCRIPTION.tiers(), names -> Map.copyOf(ids)));
        consumer.updateBeginningOffsets(Map.of(teller, 0L, other, 0L));
        consumer.rebalance(Set.of(teller, other));
        add(teller, "a/t/1", 7);
        loop.runOnce();
        ids.put("commands", "new");
        consumer.seek(teller, 3);
        add(teller, "b/t/1", 3);
        add(other, "c/t/1", 7);

        loop.runOnce();
        add(other, "d/t/1", 0);
        loop.runOnce();

        assertThat(handler.started)
                .filteredOn(delivery -> "new".equals(delivery.place().topicId()))
                .extracting(Deliveries::key)
                .containsExactly("d/t/1");
        handler.finishAll();
        tick();
        assertThat(committed(other)).contains(1L);
    }

    @Test
    void a_topic_that_is_recreated_and_as_long_as_before_is_read_from_its_beginning_too() {
        Map<String, String> ids = new ConcurrentHashMap<>(Map.of("commands", "old"));
        start(new Subscription(SUBSCRIPTION.tiers(), names -> Map.copyOf(ids)));
        add(COMMANDS, "a/t/1", 6);
        loop.runOnce();
        handler.finishAll();
        ids.put("commands", "new");

        await().until(() -> {
            nanos += TopicWatch.INTERVAL.toNanos();
            loop.runOnce();
            return consumer.position(COMMANDS) == 0;
        });

        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();
        assertThat(handler.startedKeys()).endsWith("b/t/1");
        assertThat(handler.started.get(handler.started.size() - 1).place().topicId())
                .isEqualTo("new");
    }

    @Test
    void what_a_loop_commits_at_its_end_of_a_topic_that_is_gone_is_not_believed_of_the_recreated_one() {
        start(watched);
        add(COMMANDS, "a/t/1", 6);
        loop.runOnce();
        handler.finishAll();
        told("new");
        loop.close(Duration.ZERO);

        start(watched, consumer.committed);
        hear(1);

        assertThat(consumer.position(COMMANDS)).isZero();
    }

    @Test
    void another_loop_reads_on_where_the_one_before_was() {
        add(COMMANDS, "a/t/1", 6);
        loop.runOnce();
        handler.finishAll();
        loop.close(Duration.ZERO);

        start(SUBSCRIPTION, consumer.committed);

        assertThat(consumer.position(COMMANDS)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "set by hand"})
    void an_offset_that_names_no_topic_is_believed(String metadata) {
        start(SUBSCRIPTION, Map.of(COMMANDS, new OffsetAndMetadata(5, metadata)));

        assertThat(consumer.position(COMMANDS)).isEqualTo(5);
    }

    @Test
    void a_log_that_begins_anew_while_its_topic_cannot_be_seen_ends_the_loop() {
        Map<String, String> ids = new HashMap<>(Map.of("commands", "old"));
        start(new Subscription(SUBSCRIPTION.tiers(), names -> Map.copyOf(ids)));
        add(COMMANDS, "a/t/1", 1);
        loop.runOnce();
        ids.clear();
        consumer.seek(COMMANDS, 0);
        add(COMMANDS, "b/t/1", 0);

        assertThatThrownBy(loop::runOnce).isInstanceOf(KafkaException.class).hasMessageContaining("commands-0");
    }

    @Test
    void a_log_that_has_lost_its_end_is_read_on_from_there_though_more_was_committed() {
        start(watched);
        add(COMMANDS, "a/t/1", 0);
        add(COMMANDS, "b/t/1", 1);
        loop.runOnce();
        handler.finishAll();
        tick();
        assertThat(committed(COMMANDS)).contains(2L);

        loseEnd(1);
        assertThat(consumer.position(COMMANDS)).isEqualTo(1);
        hear(1);
        add(COMMANDS, "c/t/1", 1);
        tick();

        assertThat(handler.startedKeys()).containsExactly("a/t/1", "b/t/1", "c/t/1");
        assertThat(committed(COMMANDS)).contains(1L);
        handler.finishAll();
        tick();
        assertThat(committed(COMMANDS)).contains(2L);
    }

    @Test
    void what_is_unfinished_when_a_log_has_lost_its_end_stays_uncommitted_and_comes_again() {
        for (long offset = 0; offset < 4; offset++) {
            add(COMMANDS, "a/t/" + offset, offset);
        }
        loop.runOnce();
        handler.finish(handler.started.get(0));
        handler.finish(handler.started.get(2));

        loseEnd(3);

        assertThat(consumer.position(COMMANDS)).isEqualTo(1);
        handler.finishAll();
        tick();
        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void a_log_that_lost_its_end_before_its_assignment_is_committed_from_where_it_is_read_again() {
        start(watched, Map.of(COMMANDS, new OffsetAndMetadata(5, "topic_id=old")));
        tick();

        loseEnd(1);
        hear(1);
        add(COMMANDS, "c/t/1", 1);
        tick();

        assertThat(handler.startedKeys()).containsExactly("c/t/1");
        assertThat(committed(COMMANDS)).contains(1L);
        handler.finishAll();
        tick();
        assertThat(committed(COMMANDS)).contains(2L);
    }

    @Test
    void a_log_that_lost_all_it_had_before_its_assignment_is_committed_from_its_beginning() {
        start(SUBSCRIPTION, Map.of(COMMANDS, new OffsetAndMetadata(5, "topic_id=id of commands")));
        tick();

        consumer.seek(COMMANDS, 0);
        tick();
        tick();

        assertThat(committed(COMMANDS)).contains(0L);
    }

    @Test
    void what_a_recreated_topic_holds_is_not_taken_for_the_old_ones_on_the_word_of_a_broker_that_lags() {
        start(watched);
        add(COMMANDS, "a/t/1", 6);
        loop.runOnce();
        handler.finishAll();
        consumer.seek(COMMANDS, 0);
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();

        told("new");
        hear(2);
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();

        assertThat(started()).containsExactly("old 6", "new 0");
    }

    @Test
    void an_id_that_a_topic_had_before_is_not_believed_again_when_it_is_told_once() {
        start(watched);
        add(COMMANDS, "a/t/1", 6);
        loop.runOnce();
        handler.finishAll();
        told("new");
        hear(2);
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();
        handler.finishAll();

        told("old", "new");
        hear(3);

        assertThat(consumer.position(COMMANDS)).isEqualTo(1);
        add(COMMANDS, "c/t/1", 1);
        loop.runOnce();
        assertThat(handler.started.get(handler.started.size() - 1).place().topicId())
                .isEqualTo("new");
    }

    @Test
    void an_id_that_a_topic_had_before_is_not_believed_at_the_next_assignment_either() {
        start(watched);
        told("new");
        hear(2);
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.finishAll();
        tick();
        consumer.rebalance(Set.of());

        told("old", "new");
        consumer.rebalance(Set.of(COMMANDS));

        add(COMMANDS, "b/t/1", 1);
        loop.runOnce();
        assertThat(handler.started)
                .extracting(delivery -> delivery.place().topicId())
                .containsOnly("new");
    }

    @Test
    void an_id_that_a_topic_had_before_is_not_believed_of_a_broker_that_lags_by_a_process_that_never_knew_another() {
        told("old", "new");
        start(watched, Map.of(COMMANDS, new OffsetAndMetadata(1, "topic_id=new")));
        add(COMMANDS, "b/t/1", 1);
        loop.runOnce();
        assertThat(handler.started).isEmpty();

        hear(1);
        loop.runOnce();

        assertThat(started()).containsExactly("new 1");
    }

    @Test
    void an_id_that_a_topic_had_before_is_not_believed_of_a_broker_that_lags_where_nothing_was_committed() {
        told("old", "new", "new");
        start(watched);
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();
        assertThat(handler.started).isEmpty();

        hear(1);
        loop.runOnce();

        assertThat(started()).containsExactly("new 0");
    }

    @Test
    void where_two_answers_differ_no_single_answer_after_them_is_believed() {
        told("old", "new", "old", "new", "new");
        start(watched);
        add(COMMANDS, "b/t/1", 0);

        hear(1);
        assertThat(handler.started).isEmpty();
        hear(2);
        loop.runOnce();

        assertThat(started()).containsExactly("new 0");
    }

    @Test
    void where_two_answers_differ_the_second_is_believed_when_it_is_told_again() {
        told("old", "new", "new", "old");
        start(watched);
        add(COMMANDS, "b/t/1", 0);

        hear(1);
        loop.runOnce();

        assertThat(handler.started)
                .extracting(delivery -> delivery.place().topicId())
                .containsExactly("new");
    }

    /** Of which log what was started is, and where in it. */
    private List<String> started() {
        return handler.started.stream()
                .map(delivery -> delivery.place().topicId() + " " + delivery.offset())
                .toList();
    }

    private void told(String... ids) {
        told = new ConcurrentLinkedQueue<>(List.of(ids));
    }

    /** Until the loop has heard that often what is told from now on. */
    private void hear(int often) {
        looks.set(0);
        await().until(() -> {
            nanos += TopicWatch.INTERVAL.toNanos();
            loop.runOnce();
            // The next look begins once this one was heard.
            return looks.get() > often;
        });
    }

    /** The consumer goes on from where the log ends now, as it does, and finds what has been written there since. */
    private void loseEnd(long offset) {
        consumer.seek(COMMANDS, offset);
        add(COMMANDS, "c/t/1", offset);
        loop.runOnce();
    }
}
