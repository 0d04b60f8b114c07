package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.delivery;
import static io.wasettings.processor.intake.Deliveries.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.command.delivery.Delivery;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest extends LanesSuite {

    @Test
    void of_one_key_only_one_command_runs_and_in_order() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery first = offer(lanes, "acme/t/1", 0);
        Delivery second = offer(lanes, "acme/t/1", 1);
        Delivery third = offer(lanes, "acme/t/1", 2);
        assertThat(handler.started).containsExactly(first);

        handler.finish(first);
        assertThat(handler.started).containsExactly(first, second);

        handler.finish(second);
        assertThat(handler.started).containsExactly(first, second, third);
    }

    @Test
    void commands_of_different_keys_run_side_by_side() {
        Lanes lanes = lanes(settings(10, 10));

        offer(lanes, "acme/t/1", 0);
        offer(lanes, "acme/t/2", 1);

        assertThat(lanes.running()).isEqualTo(2);
    }

    @Test
    void no_more_run_than_the_concurrency_allows() {
        Lanes lanes = lanes(settings(2, 10));
        Delivery first = offer(lanes, "a/t/1", 0);
        offer(lanes, "b/t/1", 1);
        offer(lanes, "c/t/1", 2);
        assertThat(handler.startedKeys()).containsExactly("a/t/1", "b/t/1");

        handler.finish(first);
        assertThat(handler.startedKeys()).containsExactly("a/t/1", "b/t/1", "c/t/1");
    }

    @Test
    void one_partner_leaves_room_for_the_others() {
        Lanes lanes = lanes(settings(4, 2, 100, 100));
        for (int i = 0; i < 10; i++) {
            offer(lanes, "acme/t/" + i, i);
        }

        offer(lanes, "fast/t/1", 10);

        assertThat(handler.startedKeys()).containsExactly("acme/t/0", "acme/t/1", "fast/t/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 1000})
    void one_partner_has_a_quarter_of_what_may_run_however_much_that_is(int concurrency) {
        Lanes lanes = lanes(settings(Map.of("concurrency", concurrency)));
        for (int i = 0; i < concurrency; i++) {
            offer(lanes, "acme/t/" + i, i);
        }

        assertThat(lanes.running()).isEqualTo(concurrency / 4);
    }

    @Test
    void partners_with_many_commands_leave_a_quarter_of_what_may_run_to_those_of_whom_little_runs() {
        Lanes lanes = lanes(settings(16, 8, 100, 100));
        for (int i = 0; i < 30; i++) {
            offer(lanes, "many-%d/t/%d".formatted(i % 3, i), i);
        }
        assertThat(lanes.running()).isEqualTo(12);

        for (int i = 30; i < 32; i++) {
            offer(lanes, "few-%d/t/%d".formatted(i, i), i);
        }

        assertThat(lanes.running()).isEqualTo(14);
        assertThat(handler.startedKeys()).contains("few-30/t/30", "few-31/t/31");
    }

    @Test
    void what_a_partner_has_waiting_beyond_its_share_starts_as_its_own_ends() {
        Lanes lanes = lanes(settings(8, 7, 100, 100));
        Delivery first = offer(lanes, "acme/t/0", 0);
        for (int i = 1; i < 10; i++) {
            offer(lanes, "acme/t/" + i, i);
        }
        assertThat(lanes.running()).isEqualTo(6);

        handler.finish(first);

        assertThat(lanes.running()).isEqualTo(6);
        assertThat(handler.startedKeys()).hasSize(7);
    }

    @Test
    void partners_take_turns() {
        Lanes lanes = lanes(settings(1, 100));
        offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/2", 1);
        offer(lanes, "a/t/3", 2);
        offer(lanes, "b/t/1", 3);
        offer(lanes, "b/t/2", 4);

        handler.finishAll();

        assertThat(handler.startedKeys()).containsExactly("a/t/1", "b/t/1", "a/t/2", "b/t/2", "a/t/3");
    }

    @Test
    void waiting_deliveries_are_bounded_in_number() {
        Lanes lanes = lanes(settings(1, 2));
        Delivery running = offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/1", 1);
        assertThat(lanes.hasRoom()).isTrue();
        offer(lanes, "a/t/1", 2);
        assertThat(lanes.hasRoom()).isFalse();

        handler.finish(running);

        assertThat(lanes.hasRoom()).isTrue();
    }

    @Test
    void deliveries_that_wait_or_run_are_bounded_in_bytes() {
        Lanes lanes = lanes(
                settings(Map.of("concurrency", 2, "max-waiting-size", "40B", "max-waiting-size-per-partner", "40B")));
        offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/1", 1);
        assertThat(lanes.hasRoom()).isTrue();

        offer(lanes, "b/t/1", 2);

        assertThat(lanes.hasRoom()).isFalse();
        handler.finishAll();
        assertThat(lanes.bytes()).isZero();
        assertThat(lanes.hasRoom()).isTrue();
    }

    @Test
    void a_delivery_larger_than_all_that_may_be_held_runs_once_there_is_no_other() {
        Lanes lanes = lanes(settings(Map.of("max-waiting-size", "2B", "max-waiting-size-per-partner", "1B")));
        assertThat(lanes.hasRoom()).isTrue();

        Delivery large = offer(lanes, "a/t/1", 0);

        assertThat(handler.started).containsExactly(large);
        assertThat(lanes.hasRoom()).isFalse();
        handler.finish(large);
        assertThat(lanes.hasRoom()).isTrue();
    }

    @Test
    void many_empty_headers_count_as_what_they_take_in_memory() {
        Lanes lanes = lanes(settings(Map.of("max-waiting-size", "50KB")));
        Delivery plain = delivery("a/t/1", 0);

        offer(lanes, new Delivery(0, plain.place(), plain.key(), plain.value(), headers(1000)));

        assertThat(lanes.hasRoom()).isFalse();
    }

    @Test
    void a_finished_command_is_noted_in_its_partitions_progress() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery first = offer(lanes, "a/t/1", 0);
        offer(lanes, "b/t/1", 1);

        handler.finish(first);

        assertThat(progress.committable()).hasValue(1);
    }

    @Test
    void a_command_that_breaks_is_given_back_and_its_lane_goes_on() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery broken = offer(lanes, "a/t/1", 0);
        Delivery next = offer(lanes, "a/t/1", 1);

        handler.running.remove(broken).completeExceptionally(new IllegalStateException("a bug"));
        assertThat(progress.committable()).isEmpty();
        giveBack(lanes);

        assertThat(handler.givenBack).containsExactly(broken);
        assertThat(handler.started).containsExactly(broken, next);
        assertThat(progress.committable()).hasValue(1);
    }

    @Test
    void a_command_that_breaks_after_its_partition_was_taken_away_only_leaves_its_lane() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery broken = offer(lanes, "a/t/1", 0);
        progress.end();
        lanes.drop(Set.of(PARTITION));

        handler.running.remove(broken).completeExceptionally(new IllegalStateException("a bug"));
        giveBack(lanes);

        assertThat(handler.givenBack).isEmpty();
        assertThat(lanes.running()).isZero();
    }

    @Test
    void dropped_partitions_lose_what_waits_and_keep_what_runs() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery running = offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/1", 1);
        Delivery other = delivery(1, 0, "a/t/1", 7);
        lanes.offer(other, new PartitionProgress(null));

        lanes.drop(Set.of(PARTITION));

        assertThat(lanes.waiting()).isEqualTo(1);
        handler.finish(running);
        assertThat(handler.started).containsExactly(running, other);
    }

    @Test
    void after_a_drop_the_key_still_runs_one_at_a_time() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery old = offer(lanes, "a/t/1", 0);
        lanes.drop(Set.of(PARTITION));
        Delivery again = delivery("a/t/1", 0);
        lanes.offer(again, new PartitionProgress(null));
        assertThat(handler.started).hasSize(1);

        handler.finish(old);

        assertThat(handler.started).hasSize(2);
    }

    @Test
    void waiting_for_a_partition_ends_when_nothing_of_it_runs() throws Exception {
        Lanes lanes = lanes(settings(10, 10));
        Delivery running = offer(lanes, "a/t/1", 0);
        CountDownLatch idle = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            try {
                lanes.awaitIdle(Set.of(PARTITION), Duration.ofMinutes(1));
                idle.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        assertThat(idle.getCount()).isEqualTo(1);

        handler.finish(running);

        assertThat(idle.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nobody_waits_for_what_broke_off() throws InterruptedException {
        Lanes lanes = lanes(settings(10, 10));
        Delivery broken = offer(lanes, "a/t/1", 0);

        handler.running.remove(broken).completeExceptionally(new OutOfMemoryError("Java heap space"));

        lanes.awaitIdle(Set.of(PARTITION), Duration.ofDays(1));
        lanes.awaitIdle(Duration.ofDays(1));
        assertThat(lanes.running()).isEqualTo(1);
    }

    @Test
    void waiting_for_a_partition_ends_when_its_time_is_over() throws InterruptedException {
        Lanes lanes = lanes(settings(10, 10));
        offer(lanes, "a/t/1", 0);
        long begun = System.nanoTime();

        lanes.awaitIdle(Set.of(PARTITION), Duration.ofMillis(10));

        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(Duration.ofMillis(10).toNanos());
        assertThat(lanes.running()).isEqualTo(1);
    }

    @Test
    void what_the_workers_refuse_because_they_are_stopping_is_neither_running_nor_finished() throws Exception {
        Executor stopping = task -> {
            throw new RejectedExecutionException("stopping");
        };
        Lanes lanes = new Lanes(settings(10, 10), handler, stopping, () -> nanos);

        offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/2", 1);

        assertThat(lanes.running()).isZero();
        lanes.awaitIdle(Set.of(PARTITION), Duration.ofDays(1));
        assertThat(handler.started).isEmpty();
        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void a_command_that_ends_in_an_error_is_given_back_and_its_lane_goes_on() {
        Lanes lanes = lanes(settings(1, 10));
        handler.onStart = () -> {
            throw new StackOverflowError();
        };
        Delivery broken = offer(lanes, "a/t/1", 0);
        handler.onStart = () -> {};
        Delivery next = offer(lanes, "a/t/1", 1);
        assertThat(progress.committable()).isEmpty();

        giveBack(lanes);

        assertThat(handler.givenBack).containsExactly(broken);
        assertThat(handler.started).containsExactly(broken, next);
        assertThat(lanes.running()).isEqualTo(1);
        assertThat(progress.committable()).hasValue(1);
    }

    @Test
    void ten_thousand_keys_leave_nothing_behind() {
        Lanes lanes = lanes(settings(100, 20_000));
        IntStream.range(0, 10_000).forEach(i -> offer(lanes, "p" + i % 100 + "/t/" + i, i));

        handler.finishAll();

        assertThat(handler.started).hasSize(10_000);
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.running()).isZero();
        assertThat(progress.committable()).hasValue(10_000);
    }

    private static List<Header> headers(int count) {
        return Collections.nCopies(count, new RecordHeader("", new byte[0]));
    }
}
