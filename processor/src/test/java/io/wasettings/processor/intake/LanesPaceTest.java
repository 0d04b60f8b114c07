package io.wasettings.processor.intake;

import static io.wasettings.processor.intake.Deliveries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.command.delivery.Servers.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What partners whose servers are slow leave to others, of what may run and of what may wait. */
class LanesPaceTest extends LanesSuite {

    private static final int MAY_RUN = 16;
    private static final int QUARTER = MAY_RUN / 4;
    private static final int EIGHTH = MAY_RUN / 8;
    private static final int MAY_RUN_OF_ONE = 8;

    private static final int MAY_WAIT = 100;
    private static final int QUARTER_OF_ROOM = MAY_WAIT / 4;
    private static final int EIGHTH_OF_ROOM = MAY_WAIT / 8;

    private final Lanes lanes = lanes(settings(MAY_RUN, MAY_RUN_OF_ONE, MAY_WAIT, MAY_WAIT));
    private long offset;

    @Test
    void partners_with_slow_servers_leave_a_quarter_however_many_they_are() {
        known("slow", 30, Found.SLOW);

        offerOneEach("slow", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - QUARTER);
        offerOneEach("unknown", 1);
        assertThat(lanes.running()).isEqualTo(MAY_RUN - QUARTER + 1);
    }

    @Test
    void partners_whose_servers_have_no_connection_free_leave_a_quarter_as_well() {
        known("busy", 30, Found.BUSY);

        offerOneEach("busy", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - QUARTER);
    }

    @Test
    void partners_of_whom_nothing_is_known_leave_an_eighth_to_those_whose_servers_are_known_as_quick() {
        known("quick", 2, Found.QUICK);

        offerOneEach("unknown", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - EIGHTH);
        offerOneEach("quick", 2);
        assertThat(lanes.running()).isEqualTo(MAY_RUN);
    }

    @Test
    void what_does_not_ask_servers_makes_nobody_quick() {
        known("unknown", 30, Found.NOT_ASKED);

        offerOneEach("unknown", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - EIGHTH);
    }

    @Test
    void a_quick_server_does_not_hide_a_slow_one_of_the_same_partner() {
        known("slow", 30, Found.SLOW);
        known("slow", 30, Found.QUICK);

        offerOneEach("slow", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - QUARTER);
    }

    @Test
    void of_who_was_slow_long_ago_nothing_is_known_until_it_is_quick() {
        known("slow", 30, Found.SLOW);
        nanos += Duration.ofSeconds(31).toNanos();

        offerOneEach("slow", 30);

        assertThat(lanes.running()).isEqualTo(MAY_RUN - EIGHTH);
        handler.running.keySet().stream().toList().forEach(each -> finish(each, Found.QUICK));
        handler.finishAll();
        known("slow", 30, Found.QUICK);
        offerOneEach("slow", 30);
        assertThat(lanes.running()).isEqualTo(MAY_RUN);
    }

    @Test
    void who_turns_out_to_be_slow_leaves_room_from_then_on() {
        offerOneEach("unknown", MAY_RUN - EIGHTH);
        offerOneEach("unknown", MAY_RUN - EIGHTH);

        handler.running.keySet().stream().toList().forEach(each -> finish(each, Found.SLOW));

        assertThat(lanes.running()).isEqualTo(MAY_RUN - QUARTER);
        assertThat(lanes.waiting()).isEqualTo(QUARTER - EIGHTH);
    }

    @Test
    void quick_ones_leave_room_to_slow_ones_and_to_those_of_whom_nothing_is_known() {
        known("quick", 30, Found.QUICK);
        known("slow", 1, Found.SLOW);
        offerOneEach("quick", 20);
        offerOneEach("slow", 1);
        offerOneEach("unknown", 1);
        offerOneEach("quick", 10);
        assertThat(lanes.running()).isEqualTo(MAY_RUN);

        handler.running.keySet().stream().limit(6).toList().forEach(handler::finish);

        assertThat(handler.running.keySet())
                .extracting(Deliveries::key)
                .anyMatch(key -> key.startsWith("slow"))
                .anyMatch(key -> key.startsWith("unknown"));
    }

    @Test
    void partners_take_turns_whatever_their_pace() {
        Lanes narrow = lanes(settings(1, 100));
        finish(offer(narrow, "slow/t/0", 0), Found.SLOW);
        finish(offer(narrow, "quick/t/0", 1), Found.QUICK);
        handler.started.clear();

        List<String> keys = List.of("slow/t/1", "slow/t/2", "unknown/t/1", "unknown/t/2", "quick/t/1", "quick/t/2");
        IntStream.range(0, keys.size()).forEach(i -> offer(narrow, keys.get(i), i));
        handler.finishAll();

        assertThat(handler.startedKeys())
                .containsExactly("slow/t/1", "unknown/t/1", "quick/t/1", "slow/t/2", "unknown/t/2", "quick/t/2");
    }

    @Test
    void what_partners_with_slow_servers_send_is_deferred_where_three_quarters_of_the_room_are_taken() {
        known("slow", 1, Found.SLOW);
        IntStream.range(0, MAY_RUN_OF_ONE + MAY_WAIT - QUARTER_OF_ROOM + 1)
                .forEach(i -> offer(lanes, "slow-0/t/" + i, offset++));
        assertThat(handler.deferred).isEmpty();

        offer(lanes, "slow-0/t/next", offset++);
        offerOneEach("unknown", 1);

        assertThat(handler.deferred).extracting(Deliveries::key).containsExactly("slow-0/t/next");
    }

    @Test
    void partners_with_slow_servers_have_an_eighth_of_the_room_even_if_others_fill_it() {
        known("slow", 1, Found.SLOW);
        IntStream.range(0, 92).forEach(i -> offer(lanes, "full-%d/t/%d".formatted(i, i), offset++));

        // Besides them one runs, and one is too many.
        int waiting = EIGHTH_OF_ROOM + 1;
        IntStream.range(0, 1 + waiting + 1).forEach(i -> offer(lanes, "slow-0/t/" + i, offset++));

        assertThat(handler.deferred).hasSize(1);
        lanes.giveWay();
        assertThat(handler.deferred).hasSize(1 + waiting);
    }

    @Test
    void who_turns_out_to_be_slow_leaves_a_quarter_of_the_room_while_its_commands_are_still_under_way() {
        offerOfFourteen(lanes, "slow", 110);
        assertThat(lanes.running()).isEqualTo(MAY_RUN - EIGHTH);
        waitForServers(Duration.ofSeconds(1));

        lanes.giveWay();

        assertThat(lanes.waiting()).isBetween(60, MAY_WAIT - QUARTER_OF_ROOM);
        assertThat(handler.deferred).hasSize(110 - lanes.running() - lanes.waiting());
        assertThat(lanes.running()).isEqualTo(MAY_RUN - EIGHTH);
    }

    @Test
    void those_of_whom_nothing_is_known_give_way_as_well_once_slow_ones_have_all_that_may_run_of_them() {
        offerOneEach("slow", MAY_RUN - EIGHTH);
        IntStream.range(0, 90).forEach(i -> offer(lanes, "unknown-%d/t/%d".formatted(i, i), offset++));
        handler.servers.values().stream().limit(7).forEach(Servers::begin);
        nanos += Duration.ofSeconds(1).toNanos();
        lanes.giveWay();
        assertThat(handler.deferred).isEmpty();
        waitForServers(Duration.ofSeconds(1));

        lanes.giveWay();

        assertThat(lanes.waiting()).isEqualTo(MAY_WAIT - QUARTER_OF_ROOM);
        assertThat(handler.deferred).hasSize(90 - (MAY_WAIT - QUARTER_OF_ROOM));
    }

    @Test
    void what_slow_ones_have_waiting_gives_way_where_much_of_its_partition_is_uncommitted() {
        Lanes narrow = lanes(settings(Map.of("max-uncommitted-span", 10)));
        finishAfter(Duration.ofSeconds(1), offer(narrow, "slow/t/1", 0));
        offer(narrow, "slow/t/1", 1);
        offer(narrow, "slow/t/1", 2);
        IntStream.range(3, 10).forEach(i -> offer(narrow, "quick/t/1", i));

        narrow.giveWay();

        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(2L);
    }

    @Test
    void what_anybody_has_waiting_gives_way_once_much_of_its_partition_has_come_since() {
        Lanes narrow = lanes(settings(Map.of("max-uncommitted-span", 10)));
        finishAfter(Duration.ofMillis(999), offer(narrow, "quick/t/1", 0));
        IntStream.range(1, 6).forEach(i -> offer(narrow, "quick/t/1", i));
        IntStream.range(6, 12).forEach(i -> offer(narrow, "other/t/" + i, i));

        narrow.giveWay();

        assertThat(handler.deferred).extracting(Delivery::offset).containsExactly(2L, 3L);
    }

    @Test
    void what_waits_for_a_quick_server_stays_where_another_command_leaves_much_of_its_partition_uncommitted() {
        Lanes narrow = lanes(settings(Map.of("max-uncommitted-span", 10)));
        offer(narrow, "endless/t/1", 0);
        IntStream.range(1, 10).forEach(i -> offer(narrow, "other/t/" + i, i));
        finishAfter(Duration.ofMillis(999), offer(narrow, "quick/t/1", 10));
        IntStream.range(11, 15).forEach(i -> offer(narrow, "quick/t/1", i));

        narrow.giveWay();

        assertThat(handler.deferred).isEmpty();
    }

    @Test
    void nobody_gives_way_to_others_while_there_is_room() {
        offerOfFourteen(lanes, "slow", 80);
        waitForServers(Duration.ofSeconds(1));

        lanes.giveWay();

        assertThat(handler.deferred).isEmpty();
    }

    @Test
    void nobody_gives_way_because_something_of_our_own_is_slow() {
        offerOfFourteen(lanes, "any", 110);
        nanos += Duration.ofSeconds(60).toNanos();

        lanes.giveWay();

        assertThat(handler.deferred).isEmpty();
    }

    @Test
    void nobody_is_taken_for_slow_because_workers_are_late_themselves() {
        List<Runnable> queue = new ArrayList<>();
        Lanes late = new Lanes(settings(MAY_RUN, MAY_RUN_OF_ONE, MAY_WAIT, MAY_WAIT), handler, queue::add, () -> nanos);
        offerOfFourteen(late, "any", 110);
        nanos += Duration.ofSeconds(2).toNanos();
        List.copyOf(queue).forEach(Runnable::run);
        queue.clear();
        waitForServers(Duration.ofSeconds(4));

        late.giveWay();

        assertThat(queue).isEmpty();
        nanos += Duration.ofSeconds(10).toNanos();
        late.giveWay();
        assertThat(queue).isNotEmpty();
    }

    @Test
    void deferring_waits_for_nobody_of_whom_much_runs() {
        known("slow", 1, Found.SLOW);
        handler.deferral = new CompletableFuture<>();

        IntStream.range(0, 100).forEach(i -> offer(lanes, "slow-0/t/" + i, offset++));

        assertThat(handler.deferred).hasSize(MAY_RUN - MAY_RUN_OF_ONE);
    }

    /** Has a command of so many partners find their servers like that. */
    private void known(String name, int partners, Found asked) {
        for (int partner = 0; partner < partners; partner++) {
            finish(offer(lanes, "%s-%d/t/%d".formatted(name, partner, partner), offset++), asked);
        }
    }

    private void finish(Delivery delivery, Found asked) {
        switch (asked) {
            case NOT_ASKED -> handler.finish(delivery);
            case BUSY -> handler.finishUnasked(delivery);
            case QUICK -> finishAfter(Duration.ofMillis(999), delivery);
            case SLOW -> finishAfter(Duration.ofSeconds(1), delivery);
        }
    }

    private void offerOneEach(String name, int partners) {
        for (int partner = 0; partner < partners; partner++) {
            offer(lanes, "%s-%d/t/%d".formatted(name, partner, offset), offset++);
        }
    }

    /** So many commands of fourteen partners, who send in turn. */
    private void offerOfFourteen(Lanes to, String name, int commands) {
        IntStream.range(0, commands).forEach(i -> offer(to, "%s-%d/t/%d".formatted(name, i % 14, i), offset++));
    }

    /** Has all that was started ask its servers, and no answer come for that long. */
    private void waitForServers(Duration time) {
        handler.servers.values().forEach(Servers::begin);
        nanos += time.toNanos();
    }
}
