package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.testkit.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of commands that never end, or break off. */
class LanesOverdueTest extends LanesSuite {

    private static final long OVERDUE = settings(1, 1).overdueAfter().toNanos();

    @AutoClose
    private final CapturedLog log = CapturedLog.of(TaskRunner.class, Level.WARN);

    @Test
    void a_command_that_never_ends_is_given_back_and_its_lane_goes_on() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery stuck = offerStuck(lanes, () -> {
            offer(lanes, "a/t/1", 1);
            nanos += OVERDUE - 1;
            lanes.abandonOverdue();
            assertThat(handler.abandoned).isEmpty();

            nanos += 1;
            lanes.abandonOverdue();
            assertThat(handler.started).hasSize(1);
        });
        assertThat(handler.abandoned).containsOnlyKeys(stuck);
        handler.abandoned.get(stuck).complete(null);

        assertThat(handler.started).hasSize(2);
        assertThat(progress.committable()).hasValue(1);
        assertThat(lanes.overdue()).isEqualTo(1);
    }

    @Test
    void the_late_end_of_a_command_that_was_given_back_frees_no_other_commands_lane() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery stuck = offerOverdue(lanes);
        offer(lanes, "a/t/1", 1);
        offer(lanes, "a/t/1", 2);
        handler.abandoned.get(stuck).complete(null);

        handler.finish(stuck);

        assertThat(handler.started).hasSize(2);
        assertThat(lanes.running()).isEqualTo(1);
    }

    @Test
    void a_command_is_overdue_only_by_the_time_since_a_worker_took_it() {
        List<Runnable> queue = new ArrayList<>();
        Lanes lanes = new Lanes(settings(10, 10), handler, queue::add, () -> nanos);
        Delivery late = offerStuck(lanes, () -> {
            nanos += OVERDUE - 1;
            lanes.abandonOverdue();
        });
        nanos += OVERDUE;
        lanes.abandonOverdue();
        queue.remove(0).run();

        assertThat(handler.started).containsExactly(late);
        assertThat(queue).isEmpty();
    }

    @Test
    void a_command_that_ends_just_before_it_is_given_back_is_not() {
        List<Runnable> queue = new ArrayList<>();
        Lanes lanes = new Lanes(settings(10, 10), handler, queue::add, () -> nanos);
        Delivery late = offerOverdue(lanes);
        queue.remove(0).run();
        handler.finish(late);

        queue.remove(0).run();

        assertThat(handler.abandoned).isEmpty();
        assertThat(lanes.running()).isZero();
    }

    @Test
    void what_only_waits_for_the_broker_is_not_overdue_however_long_that_is_away() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery decided = offer(lanes, "a/t/1", 0);
        nanos += OVERDUE;
        lanes.abandonOverdue();
        assertThat(handler.abandoned).isEmpty();
        assertThat(lanes.running()).isEqualTo(1);

        handler.finish(decided);

        assertThat(progress.committable()).hasValue(1);
        assertThat(lanes.overdue()).isZero();
    }

    @Test
    void what_is_given_back_and_waits_for_the_broker_is_given_back_once() {
        Lanes lanes = lanes(settings(10, 10));
        Delivery stuck = offerOverdue(lanes);
        CompletableFuture<Void> givenBack = handler.abandoned.get(stuck);

        nanos += OVERDUE;
        lanes.abandonOverdue();
        assertThat(lanes.running()).isEqualTo(1);
        givenBack.complete(null);

        assertThat(lanes.overdue()).isEqualTo(1);
        assertThat(lanes.running()).isZero();
    }

    @Test
    void what_ends_after_all_before_there_is_a_thread_to_give_it_back_is_not() {
        List<Runnable> workers = new ArrayList<>();
        Executor one = task -> {
            if (!workers.isEmpty()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            workers.add(task);
        };
        Lanes lanes = new Lanes(settings(10, 10), handler, one, () -> nanos);
        offerOverdue(lanes);
        workers.get(0).run();
        workers.clear();

        giveBack(lanes);

        assertThat(workers).isEmpty();
        assertThat(lanes.running()).isEqualTo(1);
    }

    @Test
    void what_is_given_back_in_vain_and_then_never_ends_is_given_back_again() {
        Lanes lanes = lanes(settings(10, 10));
        handler.onStart = LanesOverdueTest::noMemory;
        Delivery broken = offer(lanes, "a/t/1", 0);
        handler.onGiveBack = () -> {
            nanos += OVERDUE;
            lanes.abandonOverdue();
        };

        giveBack(lanes);

        assertThat(handler.abandoned).containsOnlyKeys(broken);
    }

    @Test
    void what_breaks_and_cannot_be_given_back_for_the_same_shortage_is_given_back_soon_after() {
        Lanes lanes = lanes(settings(10, 10));
        handler.onStart = LanesOverdueTest::noMemory;
        handler.onGiveBack = LanesOverdueTest::noMemory;
        Delivery broken = offer(lanes, "a/t/1", 0);
        giveBack(lanes);
        assertThat(lanes.running()).isEqualTo(1);
        handler.onGiveBack = () -> {};

        giveBack(lanes);

        assertThat(handler.givenBack).containsExactly(broken);
        assertThat(progress.committable()).hasValue(1);
        assertThat(lanes.running()).isZero();
    }

    @Test
    void what_can_never_be_given_back_is_told_at_once_and_then_every_minute() {
        Lanes lanes = lanes(settings(10, 10));
        handler.onStart = LanesOverdueTest::noMemory;
        handler.onGiveBack = LanesOverdueTest::noMemory;
        offer(lanes, "a/t/1", 0);
        giveBack(lanes);
        assertThat(notGivenBack()).isEqualTo(1);

        for (int second = 1; second < 120; second++) {
            giveBack(lanes);
        }

        assertThat(notGivenBack()).isEqualTo(2);
    }

    @Test
    void what_breaks_is_given_back_only_after_a_pause() {
        Lanes lanes = lanes(settings(10, 10));
        handler.onStart = LanesOverdueTest::noMemory;
        offer(lanes, "a/t/1", 0);

        lanes.giveBack();

        assertThat(handler.givenBack).isEmpty();
    }

    @Test
    void what_waits_to_be_given_back_does_not_become_overdue_meanwhile() {
        Lanes lanes = lanes(settings(10, 10));
        handler.onStart = LanesOverdueTest::noMemory;
        offer(lanes, "a/t/1", 0);
        nanos += OVERDUE;

        lanes.abandonOverdue();

        assertThat(handler.abandoned).isEmpty();
    }

    @Test
    void a_command_that_never_ends_of_a_partition_that_was_taken_away_only_leaves_its_lane() {
        Lanes lanes = lanes(settings(10, 10));
        offerStuck(lanes, () -> {
            progress.end();
            lanes.drop(Set.of(PARTITION));

            nanos += OVERDUE;
            lanes.abandonOverdue();
        });

        assertThat(handler.abandoned).isEmpty();
        assertThat(lanes.running()).isZero();
    }

    /** A command whose attempt is overdue, and ends only after that was noticed. */
    private Delivery offerOverdue(Lanes lanes) {
        return offerStuck(lanes, () -> {
            nanos += OVERDUE;
            lanes.abandonOverdue();
        });
    }

    /** A command during whose attempt that happens. */
    private Delivery offerStuck(Lanes lanes, Runnable meanwhile) {
        handler.onStart = () -> {
            handler.onStart = () -> {};
            meanwhile.run();
        };
        return offer(lanes, "a/t/1", 0);
    }

    private long notGivenBack() {
        return log.lines("delivery_not_given_back").size();
    }

    private static void noMemory() {
        throw new OutOfMemoryError("Java heap space");
    }
}
