package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.delivery;
import static io.wasettings.processor.intake.Deliveries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes whose servers are busy or left alone, so that nobody even asked them. */
class LanesRestTest extends LanesSuite {

    /** Longer than the first rest of any lane, and shorter than the second. */
    private static final Duration FIRST = Duration.ofMillis(1999);

    /** Longer than any rest. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void a_lane_rests_after_a_command_whose_server_was_not_asked() {
        Lanes lanes = lanes(settings(10, 100));
        Delivery first = offer(lanes, "busy/t/1", 0);
        offer(lanes, "busy/t/1", 1);

        handler.finishUnasked(first);

        assertThat(handler.started).containsExactly(first);
        pass(lanes, FIRST);
        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 1L);
    }

    @Test
    void other_lanes_of_the_partner_and_other_partners_go_on() {
        Lanes lanes = lanes(settings(10, 100));
        Delivery first = offer(lanes, "busy/t/1", 0);
        offer(lanes, "busy/t/1", 1);
        handler.finishUnasked(first);

        offer(lanes, "busy/t/2", 2);
        offer(lanes, "fast/t/1", 3);

        assertThat(handler.startedKeys()).containsExactly("busy/t/1", "busy/t/2", "fast/t/1");
    }

    @Test
    void what_comes_while_a_lane_rests_waits_behind_what_waits_there() {
        Lanes lanes = lanes(settings(10, 100));
        Delivery first = offer(lanes, "busy/t/1", 0);
        offer(lanes, "busy/t/1", 1);
        handler.finishUnasked(first);

        offer(lanes, "busy/t/1", 2);

        assertThat(handler.started).containsExactly(first);
        pass(lanes, FIRST);
        handler.finishAll();
        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 1L, 2L);
    }

    @Test
    void a_command_that_finds_its_lane_empty_starts_at_once() {
        Lanes lanes = lanes(settings(10, 100));
        handler.finishUnasked(offer(lanes, "busy/t/1", 0));

        offer(lanes, "busy/t/1", 1);

        assertThat(handler.started).hasSize(2);
    }

    @Test
    void the_longer_the_server_is_not_asked_the_longer_are_the_rests() {
        Lanes lanes = lanes(settings(10, 100));
        IntStream.range(0, 5).forEach(i -> offer(lanes, "busy/t/1", i));
        finishUnasked();
        pass(lanes, FIRST);
        finishUnasked();

        pass(lanes, FIRST);

        assertThat(handler.started).hasSize(2);
        pass(lanes, FIRST.plusMillis(2));
        assertThat(handler.started).hasSize(3);
    }

    @Test
    void no_rest_is_longer_than_eight_seconds() {
        Lanes lanes = lanes(settings(10, 100));
        IntStream.range(0, 20).forEach(i -> offer(lanes, "busy/t/1", i));

        for (int i = 0; i < 19; i++) {
            finishUnasked();
            pass(lanes, LONGEST);
        }

        assertThat(handler.started).hasSize(20);
    }

    @Test
    void rests_are_short_again_once_the_server_was_asked() {
        Lanes lanes = lanes(settings(10, 100));
        IntStream.range(0, 9).forEach(i -> offer(lanes, "busy/t/1", i));
        for (int i = 0; i < 5; i++) {
            finishUnasked();
            pass(lanes, LONGEST);
        }
        handler.finish(handler.started.get(5));
        finishUnasked();

        pass(lanes, FIRST);

        assertThat(handler.started).hasSize(8);
    }

    @Test
    void lanes_that_rest_do_not_all_come_back_together() {
        Lanes lanes = lanes(settings(100, 1000));
        for (int i = 0; i < 100; i++) {
            offer(lanes, "p%d/t/1".formatted(i), 2L * i);
            offer(lanes, "p%d/t/1".formatted(i), 2L * i + 1);
        }
        handler.running.keySet().stream().toList().forEach(handler::finishUnasked);

        pass(lanes, Duration.ofMillis(1500));

        assertThat(handler.started.size() - 100).isBetween(25, 75);
    }

    @Test
    void lanes_of_slow_servers_come_back_spread_over_a_tenth_of_the_time_that_they_took() {
        Lanes lanes = lanes(settings(100, 1000));
        for (int i = 0; i < 100; i++) {
            offer(lanes, "p%d/t/1".formatted(i), 2L * i);
            offer(lanes, "p%d/t/1".formatted(i), 2L * i + 1);
        }
        nanos += Duration.ofSeconds(6).toNanos();
        handler.running.keySet().stream().toList().forEach(each -> finishAfter(Duration.ofSeconds(6), each));

        pass(lanes, Duration.ofMillis(300));

        assertThat(handler.started.size() - 100).isBetween(25, 75);
        pass(lanes, Duration.ofMillis(300));
        assertThat(handler.started).hasSize(200);
    }

    @Test
    void a_lane_of_a_quick_server_does_not_rest_however_long_its_command_took() {
        Lanes lanes = lanes(settings(10, 100));
        Delivery first = offer(lanes, "fast/t/1", 0);
        offer(lanes, "fast/t/1", 1);
        nanos += Duration.ofSeconds(6).toNanos();

        finishAfter(Duration.ofMillis(999), first);

        assertThat(handler.started).hasSize(2);
    }

    @Test
    void what_waits_while_its_lane_rests_gives_way_when_three_quarters_of_the_room_are_taken() {
        Lanes lanes = lanes(settings(10, 10, 10, 100));
        Delivery first = offer(lanes, "busy/t/1", 0);
        IntStream.range(1, 10).forEach(i -> offer(lanes, "busy/t/1", i));
        handler.finishUnasked(first);

        lanes.giveWay();

        assertThat(handler.deferred).hasSize(9);
        pass(lanes, LONGEST);
        assertThat(handler.started).hasSize(1);
    }

    @Test
    void nothing_rests_when_three_quarters_of_the_room_of_its_partner_are_taken() {
        Lanes lanes = lanes(settings(10, 10, 1000, 10));
        IntStream.range(0, 11).forEach(i -> offer(lanes, "busy/t/1", i));

        finishUnasked();
        finishUnasked();
        finishUnasked();

        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 1L, 2L);
    }

    @Test
    void nothing_rests_when_much_of_its_partition_is_uncommitted_because_of_what_waits() {
        Lanes lanes = lanes(settings(Map.of("max-uncommitted-span", 10)));
        Delivery first = offer(lanes, "busy/t/1", 0);
        offer(lanes, "busy/t/1", 1);
        IntStream.range(2, 10).forEach(i -> offer(lanes, "fast/t/1", i));

        handler.finishUnasked(first);

        assertThat(handler.started).extracting(Delivery::offset).containsExactly(0L, 2L, 1L);
    }

    @Test
    void a_key_whose_partition_comes_back_does_not_rest_for_what_was_before() {
        Lanes lanes = lanes(settings(10, 100));
        Delivery first = offer(lanes, "busy/t/1", 0);
        offer(lanes, "busy/t/1", 1);
        handler.finishUnasked(first);
        lanes.drop(Set.of(PARTITION));

        lanes.offer(delivery("busy/t/1", 1), new PartitionProgress(null));

        assertThat(handler.started).hasSize(2);
        pass(lanes, LONGEST);
        assertThat(lanes.running()).isEqualTo(1);
        assertThat(lanes.waiting()).isZero();
    }

    private void finishUnasked() {
        handler.finishUnasked(handler.started.get(handler.started.size() - 1));
    }

    private void pass(Lanes lanes, Duration time) {
        nanos += time.toNanos();
        lanes.startWhatCan();
    }
}
