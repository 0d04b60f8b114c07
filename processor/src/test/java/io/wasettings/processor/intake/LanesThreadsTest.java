package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What becomes of commands for which there is no thread to be had. */
class LanesThreadsTest extends LanesSuite {

    private final List<Runnable> queue = new ArrayList<>();
    private int asked;
    private Executor workers = Runnable::run;
    private final Lanes lanes = new Lanes(
            settings(1, 10),
            handler,
            task -> {
                asked++;
                workers.execute(task);
            },
            () -> nanos);

    @Test
    void what_finds_no_thread_starts_later_and_before_what_came_after_it() {
        workers = LanesThreadsTest::noThread;
        Delivery first = offer(lanes, "a/t/1", 0);
        Delivery second = offer(lanes, "a/t/1", 1);
        assertThat(lanes.running()).isZero();
        assertThat(lanes.waiting()).isEqualTo(2);

        workers = Runnable::run;
        passPause();
        lanes.startWhatCan();

        assertThat(handler.started).containsExactly(first);
        handler.finish(first);
        handler.finish(second);
        assertThat(progress.committable()).hasValue(2);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void workers_are_asked_again_only_after_a_pause() {
        workers = LanesThreadsTest::noThread;
        offer(lanes, "a/t/1", 0);
        offer(lanes, "b/t/1", 1);
        lanes.startWhatCan();
        assertThat(asked).isEqualTo(1);

        passPause();
        lanes.startWhatCan();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_worker_that_comes_upon_it_late_does_not_run_it_a_second_time() {
        workers = task -> {
            queue.add(task);
            noThread(task);
        };
        Delivery delivery = offer(lanes, "a/t/1", 0);
        workers = queue::add;
        passPause();
        lanes.startWhatCan();

        queue.forEach(Runnable::run);

        assertThat(handler.started).containsExactly(delivery);
    }

    @Test
    void what_a_worker_has_begun_all_the_same_is_not_tried_again() {
        workers = task -> {
            task.run();
            noThread(task);
        };
        Delivery delivery = offer(lanes, "a/t/1", 0);
        workers = Runnable::run;
        passPause();

        lanes.startWhatCan();

        assertThat(handler.started).containsExactly(delivery);
        assertThat(lanes.running()).isEqualTo(1);
    }

    @Test
    void what_finds_no_thread_is_forgotten_with_its_partition() throws Exception {
        workers = LanesThreadsTest::noThread;
        offer(lanes, "a/t/1", 0);

        lanes.drop(Set.of(PARTITION));

        assertThat(lanes.waiting()).isZero();
        lanes.awaitIdle(Set.of(PARTITION), Duration.ofDays(1));
    }

    @Test
    void what_is_to_be_given_back_without_a_thread_is_given_back_later() {
        handler.onStart = () -> {
            workers = LanesThreadsTest::noThread;
            nanos += settings(1, 1).overdueAfter().toNanos();
            lanes.abandonOverdue();
            workers = Runnable::run;
            giveBack(lanes);
        };

        Delivery stuck = offer(lanes, "a/t/1", 0);

        assertThat(handler.abandoned).containsOnlyKeys(stuck);
    }

    @Test
    void workers_are_asked_to_give_back_more_only_after_a_pause() {
        offer(lanes, "a/t/1", 0);
        offer(lanes, "b/t/1", 1);
        handler.finishAll();
        Lanes two = new Lanes(
                settings(2, 10),
                handler,
                task -> {
                    asked++;
                    workers.execute(task);
                },
                () -> nanos);
        handler.onStart = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        offer(two, "a/t/1", 2);
        offer(two, "b/t/1", 3);
        workers = LanesThreadsTest::noThread;
        asked = 0;

        giveBack(two);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void where_nothing_runs_and_no_thread_is_to_be_had_it_is_starved() {
        Delivery running = offer(lanes, "a/t/1", 0);
        offer(lanes, "a/t/1", 1);
        assertThat(lanes.isStarved()).isFalse();

        workers = LanesThreadsTest::noThread;
        handler.finish(running);
        assertThat(lanes.isStarved()).isTrue();

        workers = Runnable::run;
        passPause();
        lanes.startWhatCan();
        assertThat(lanes.isStarved()).isFalse();
    }

    private void passPause() {
        nanos += Duration.ofMillis(100).toNanos();
    }

    private static void noThread(Runnable unused) {
        throw new OutOfMemoryError("unable to create native thread");
    }
}
