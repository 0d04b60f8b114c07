package io.wasettings.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.processor.command.delivery.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PollLoopTest extends PollLoopSuite {

    @Test
    void a_slow_command_holds_up_no_later_poll() {
        add(COMMANDS, "slow/t/1", 0);
        loop.runOnce();
        add(COMMANDS, "fast/t/1", 1);

        loop.runOnce();

        assertThat(handler.startedKeys()).containsExactly("slow/t/1", "fast/t/1");
    }

    @Test
    void a_round_starts_what_has_rested_for_long_enough() {
        add(COMMANDS, "busy/t/1", 0);
        add(COMMANDS, "busy/t/1", 1);
        loop.runOnce();
        handler.finishUnasked(handler.started.get(0));
        nanos += Duration.ofSeconds(2).toNanos();

        loop.runOnce();

        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 1L);
    }

    @Test
    void only_what_is_finished_without_a_gap_is_committed() {
        add(COMMANDS, "a/t/1", 0);
        add(COMMANDS, "b/t/1", 1);
        loop.runOnce();

        handler.finish(handler.started.get(1));
        tick();
        assertThat(committed(COMMANDS)).isEmpty();

        handler.finish(handler.started.get(0));
        tick();
        assertThat(committed(COMMANDS)).contains(2L);
    }

    @Test
    void what_the_consumer_passes_over_is_committed_once_nothing_before_it_is_unfinished() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        // A marker of a transaction, say, which no poll ever brings.
        consumer.seek(COMMANDS, 2);
        tick();
        assertThat(committed(COMMANDS)).isEmpty();

        handler.finishAll();
        tick();

        assertThat(committed(COMMANDS)).contains(2L);
    }

    @Test
    void a_round_that_fails_half_way_commits_nothing_that_was_not_taken_in() {
        add(COMMANDS, "a/t/1", 0);
        add(COMMANDS, "b/t/1", 1);
        schedule = delivery -> {
            if (delivery.offset() == 1) {
                throw new IllegalStateException("a bug");
            }
            return Instant.EPOCH;
        };
        assertThatThrownBy(loop::runOnce).hasMessage("a bug");
        handler.finishAll();

        loop.close(Duration.ZERO);

        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void while_partitions_are_paused_the_loop_rests_between_polls_that_do_not_wait() {
        assertThat(loop.runOnce()).isZero();
        schedule = delivery -> Instant.MAX;
        add(RETRY, "a/t/1", 0);
        loop.runOnce();

        assertThat(loop.runOnce()).isPositive();
    }

    @Test
    void while_commands_run_the_loop_rests_for_a_shorter_time() {
        Duration idle = restWhileARetryIsNotDue();
        add(COMMANDS, "b/t/1", 0);
        loop.runOnce();

        assertThat(loop.runOnce()).isPositive().isLessThan(idle);
    }

    @Test
    void while_there_is_no_room_for_what_comes_the_loop_rests_no_shorter() {
        Duration idle = restWhileARetryIsNotDue();
        for (int offset = 0; offset < 8; offset++) {
            add(COMMANDS, "b/t/1", offset);
        }
        loop.runOnce();

        assertThat(loop.runOnce()).isEqualTo(idle);
    }

    private Duration restWhileARetryIsNotDue() {
        schedule = delivery -> delivery.tier() == 0 ? Instant.EPOCH : Instant.MAX;
        add(RETRY, "a/t/1", 0);
        loop.runOnce();
        return loop.runOnce();
    }

    @Test
    void a_command_that_breaks_off_does_not_hold_back_the_commit_for_long() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.running.values().forEach(attempt -> attempt.completeExceptionally(new StackOverflowError()));
        nanos += Duration.ofSeconds(1).toNanos();
        tick();

        tick();

        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void a_command_that_never_ends_does_not_hold_back_the_commit_for_ever() {
        List<Runnable> queue = new ArrayList<>();
        workers = queue::add;
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        workers = Runnable::run;
        handler.onStart = () -> {
            nanos += Duration.ofMinutes(10).toNanos();
            tick();
        };
        queue.remove(0).run();
        handler.abandoned.values().forEach(abandoned -> abandoned.complete(null));

        tick();

        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void what_is_finished_is_committed_whatever_becomes_of_the_clock_that_people_set() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.finishAll();
        clock.advance(Duration.ofHours(-1));

        tick();

        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void a_failed_commit_is_made_up_for_by_the_next_one() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.finishAll();
        consumer.failure = new KafkaException("the coordinator is away");
        tick();
        assertThat(committed(COMMANDS)).isEmpty();

        consumer.failure = null;
        tick();

        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void without_room_partitions_are_paused_and_resumed_as_soon_as_there_is_some() {
        for (int i = 0; i < 6; i++) {
            add(COMMANDS, "a/t/1", i);
        }
        loop.runOnce();

        loop.runOnce();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(COMMANDS, RETRY);

        handler.finish(handler.started.get(0));
        handler.finish(handler.started.get(1));
        loop.runOnce();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void a_wide_uncommitted_span_pauses_its_partition_only() {
        for (int i = 0; i < 8; i++) {
            add(COMMANDS, "p" + i + "/t/1", i);
        }
        loop.runOnce();
        List.copyOf(handler.started).subList(1, 8).forEach(handler::finish);

        loop.runOnce();
        assertThat(consumer.paused()).containsExactly(COMMANDS);

        handler.finishAll();
        loop.runOnce();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void many_commands_of_one_key_do_not_pause_their_partition() {
        for (int i = 0; i < 3; i++) {
            add(COMMANDS, "many/t/1", i);
        }
        loop.runOnce();
        for (int i = 3; i < 10; i++) {
            add(COMMANDS, "p" + i + "/t/1", i);
        }
        tick();
        List.copyOf(handler.running.keySet()).forEach(handler::finish);

        loop.runOnce();

        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void a_retry_waits_until_it_is_due_and_holds_up_nobody_else() {
        Instant due = clock.instant().plusSeconds(60);
        schedule = delivery -> delivery.tier() == 1 ? due : Instant.EPOCH;
        add(RETRY, "a/t/1", 0);
        loop.runOnce();
        add(COMMANDS, "b/t/1", 0);

        loop.runOnce();
        assertThat(handler.startedKeys()).containsExactly("b/t/1");
        assertThat(consumer.paused()).containsExactly(RETRY);

        clock.advance(Duration.ofSeconds(60));
        assertThat(consumer.position(RETRY)).isZero();
        add(RETRY, "a/t/1", 0);
        loop.runOnce();
        assertThat(handler.startedKeys()).containsExactly("b/t/1", "a/t/1");
    }

    @Test
    void of_a_retry_batch_only_what_is_due_is_taken_in() {
        schedule = delivery -> Instant.EPOCH.plus(Duration.ofDays(delivery.offset() * 100_000));
        add(RETRY, "a/t/1", 0);
        add(RETRY, "b/t/1", 1);

        loop.runOnce();

        assertThat(handler.startedKeys()).containsExactly("a/t/1");
        assertThat(consumer.position(RETRY)).isEqualTo(1);
    }

    @Test
    void the_topic_tells_the_tier() {
        add(COMMANDS, "a/t/1", 0);
        add(RETRY, "b/t/1", 0);

        loop.runOnce();

        assertThat(handler.started).extracting(Delivery::tier).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void the_last_header_of_a_name_counts() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(new RecordHeader("ce_id", "first".getBytes(UTF_8)));
        headers.add(new RecordHeader("ce_id", "last".getBytes(UTF_8)));
        headers.add(new RecordHeader("ce_type", null));
        add(COMMANDS, "a/t/1", 0, headers);

        loop.runOnce();

        assertThat(handler.started.get(0).lastHeaders()).containsOnlyKeys("ce_id");
        assertThat(new String(handler.started.get(0).lastHeaders().get("ce_id"), UTF_8))
                .isEqualTo("last");
    }

    @Test
    void on_revocation_what_finished_is_committed_and_what_waits_is_dropped() {
        add(COMMANDS, "a/t/1", 0);
        add(COMMANDS, "b/t/1", 1);
        add(COMMANDS, "b/t/1", 2);
        loop.runOnce();
        Delivery running = handler.started.get(1);
        handler.finish(handler.started.get(0));

        consumer.rebalance(Set.of(RETRY));

        assertThat(loop.assigned()).containsOnlyKeys(RETRY);
        assertThat(committed(COMMANDS)).contains(1L);
        handler.finish(running);
        assertThat(handler.started).hasSize(2);
    }

    @Test
    void a_result_after_the_revocation_is_never_committed() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        Delivery running = handler.started.get(0);
        consumer.rebalance(Set.of(RETRY));
        consumer.rebalance(Set.of(COMMANDS, RETRY));

        handler.finish(running);
        tick();

        assertThat(committed(COMMANDS)).contains(0L);
    }

    @Test
    void lost_partitions_are_dropped_without_a_commit() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.finishAll();

        loop.onPartitionsLost(Set.of(COMMANDS));

        assertThat(committed(COMMANDS)).isEmpty();
        assertThat(loop.assigned()).containsOnlyKeys(RETRY);
    }

    @Test
    void closing_commits_what_finished() {
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        handler.finishAll();

        loop.close(Duration.ZERO);

        assertThat(consumer.closed()).isTrue();
        assertThat(committed(COMMANDS)).contains(1L);
    }

    @Test
    void an_assignment_at_a_stop_is_not_taken_up() {
        consumer.wakeAtCommitted = true;

        consumer.rebalance(Set.of());
        consumer.rebalance(Set.of(COMMANDS));

        assertThatThrownBy(loop::runOnce).isInstanceOf(WakeupException.class);
        assertThat(loop.assigned()).isEmpty();
    }

    @Test
    void a_broker_that_does_not_answer_the_goodbye_is_waited_for_two_seconds_and_no_failure() {
        consumer.silentAtTheEnd = true;

        loop.close(Duration.ZERO);

        assertThat(consumer.closing).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @Timeout(60)
    void what_was_let_go_is_not_waited_for_again_when_the_consumer_tells_of_it_while_it_closes() {
        settings = Deliveries.settings(Map.of("rebalance-grace", "1d"));
        start();
        add(COMMANDS, "a/t/1", 0);
        loop.runOnce();
        loop.close(Duration.ZERO);

        loop.onPartitionsRevoked(Set.of(COMMANDS));

        assertThat(handler.running).hasSize(1);
    }
}
