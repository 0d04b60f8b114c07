package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.delivery;
import static io.wasettings.processor.intake.Deliveries.named;
import static io.wasettings.processor.intake.Deliveries.settings;
import static io.wasettings.processor.intake.Deliveries.structured;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.Delivery;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What does not wait in the lanes but is deferred, and what is taken up all the same. */
class LanesDeferralTest extends LanesSuite {

    @Test
    void what_one_partner_sends_beyond_its_room_is_deferred_untried() {
        Lanes lanes = lanes(settings(10, 10, 100, 2));

        for (int i = 0; i < 5; i++) {
            offer(lanes, "slow/t/1", i);
        }

        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L);
        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(3L, 4L);
        assertThat(lanes.waiting()).isEqualTo(2);
    }

    @Test
    void what_one_sender_has_too_many_of_is_deferred_side_by_side_and_leaves_room_for_all_others() {
        assertDeferredSideBySide(i -> named("id-" + i, "loop/t/1", i));
    }

    @Test
    void what_has_no_id_in_a_header_is_deferred_side_by_side_by_its_content() {
        assertDeferredSideBySide(i -> structured("content-" + i, "loop/t/1", i));
    }

    @Test
    void records_without_a_key_do_not_wait_for_each_other() {
        Lanes lanes = lanes(settings(100, 100, 20, 2));

        for (int i = 0; i < 10; i++) {
            offer(lanes, named("id-" + i, null, i));
        }

        assertThat(handler.started).hasSize(10);
    }

    @Test
    void what_comes_while_another_one_of_its_key_waits_to_be_deferred_is_taken_up() {
        Full full = full();
        handler.deferral = new CompletableFuture<>();
        offer(full.lanes(), named("a", "slow/t/1", 2));
        makeRoom(full);

        Delivery next = offer(full.lanes(), named("b", "slow/t/1", 3));

        assertThat(handler.started).containsExactly(full.running(), full.waiting(), next);
    }

    @Test
    void what_comes_once_more_while_it_waits_to_be_deferred_does_not_overtake_itself() {
        Full full = full();
        handler.deferral = new CompletableFuture<>();
        offer(full.lanes(), named("a", "slow/t/1", 2));
        makeRoom(full);

        offer(full.lanes(), named("a", "slow/t/1", 3));
        offer(full.lanes(), named("a", "slow/t/2", 4));

        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 1L, 4L);
        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(2L);
        handler.deferral.complete(null);
        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(2L, 3L);
    }

    @Test
    void what_was_deferred_before_is_taken_up_though_another_of_its_key_waits_to_be_deferred() {
        Full full = full();
        handler.deferral = new CompletableFuture<>();
        offer(full.lanes(), "slow/t/1", 2);
        makeRoom(full);

        Delivery due = delivery(0, 2, "slow/t/1", 0);
        full.lanes().offer(due, progress);

        assertThat(handler.started).containsExactly(full.running(), full.waiting(), due);
    }

    @Test
    void what_is_deferred_once_more_lets_others_of_its_key_be_taken_up() {
        Full full = full();
        handler.deferral = new CompletableFuture<>();
        full.lanes().offer(delivery(0, 2, "slow/t/1", 0), progress);
        makeRoom(full);

        Delivery next = offer(full.lanes(), "slow/t/1", 2);

        assertThat(handler.started).containsExactly(full.running(), full.waiting(), next);
    }

    @Test
    void what_comes_after_an_earlier_one_of_its_key_was_deferred_is_not_deferred_for_that() {
        Full full = full();
        offer(full.lanes(), "slow/t/1", 2);
        makeRoom(full);

        Delivery next = offer(full.lanes(), "slow/t/1", 3);

        assertThat(handler.started).containsExactly(full.running(), full.waiting(), next);
    }

    @Test
    void one_partners_bytes_leave_room_for_the_others() {
        Lanes lanes = lanes(settings(Map.of("max-waiting-size-per-partner", "45B")));
        for (int i = 0; i < 5; i++) {
            offer(lanes, "big/t/1", i);
        }
        offer(lanes, "small/t/1", 5);

        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(3L, 4L);
        assertThat(handler.startedKeys()).containsExactly("big/t/1", "small/t/1");
    }

    @Test
    void one_partner_has_a_quarter_of_what_may_wait_however_little_that_is() {
        Lanes lanes = lanes(settings(Map.of("max-waiting", 40)));

        IntStream.range(0, 12).forEach(i -> offer(lanes, "slow/t/1", i));

        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(11L);
    }

    @Test
    void one_partner_has_a_quarter_of_the_bytes_however_few_these_are() {
        Lanes lanes = lanes(settings(Map.of("max-waiting-size", "180B")));

        IntStream.range(0, 5).forEach(i -> offer(lanes, "big/t/1", i));

        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(3L, 4L);
    }

    private void assertDeferredSideBySide(IntFunction<Delivery> flood) {
        Lanes lanes = lanes(settings(100, 100, 20, 2));
        handler.deferral = new CompletableFuture<>();

        IntStream.range(0, 23).forEach(i -> offer(lanes, flood.apply(i)));

        assertThat(handler.deferred).hasSize(20);
        assertThat(lanes.waiting()).isEqualTo(2);
        assertThat(lanes.hasRoom()).isTrue();
    }

    /** Lanes in which one delivery runs and one waits behind it, which leaves their partner no room for more. */
    private record Full(Lanes lanes, Delivery running, Delivery waiting) {}

    private Full full() {
        Lanes lanes = lanes(settings(10, 10, 100, 1));
        return new Full(lanes, offer(lanes, "slow/t/1", 0), offer(lanes, "slow/t/1", 1));
    }

    private void makeRoom(Full full) {
        handler.finish(full.running());
        handler.finish(full.waiting());
    }
}
