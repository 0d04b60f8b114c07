package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = FIRST.plusSeconds(60);

    @Test
    void a_wait_that_goes_on_counts_from_its_beginning() {
        assertThat(Waits.NONE.forServerFrom(FIRST).forServerFrom(NOW)).isEqualTo(new Waits(FIRST, null, null));
        assertThat(Waits.NONE.forServiceFrom(FIRST).forServiceFrom(NOW)).isEqualTo(new Waits(null, FIRST, null));
        assertThat(Waits.NONE.forRoomFrom(FIRST).forRoomFrom(NOW)).isEqualTo(new Waits(null, null, FIRST));
    }

    @Test
    void one_for_another_reason_begins_anew() {
        assertThat(Waits.NONE.forServerFrom(FIRST).forServiceFrom(NOW)).isEqualTo(new Waits(null, NOW, null));
        assertThat(Waits.NONE.forServiceFrom(FIRST).forServerFrom(NOW)).isEqualTo(new Waits(NOW, null, null));
    }

    @Test
    void one_that_is_said_to_begin_in_the_future_begins_now() {
        Waits future = new Waits(NOW.plusSeconds(1), NOW.plusSeconds(1), NOW.plusSeconds(1));

        assertThat(future.forServerFrom(NOW)).isEqualTo(new Waits(NOW, null, null));
        assertThat(future.forServiceFrom(NOW)).isEqualTo(new Waits(null, NOW, null));
        assertThat(future.forRoomFrom(NOW)).isEqualTo(new Waits(NOW.plusSeconds(1), NOW.plusSeconds(1), NOW));
        assertThat(new Waits(FIRST, null, NOW.plusSeconds(1)).taken(NOW)).isEqualTo(new Waits(FIRST, null, null));
    }

    @Test
    void waiting_for_room_interrupts_what_it_waits_for_else() {
        Waits server = Waits.NONE.forServerFrom(FIRST).forRoomFrom(FIRST.plusSeconds(10));
        Waits service = Waits.NONE.forServiceFrom(FIRST).forRoomFrom(FIRST.plusSeconds(10));

        assertThat(server.taken(NOW)).isEqualTo(new Waits(FIRST.plusSeconds(50), null, null));
        assertThat(service.taken(NOW)).isEqualTo(new Waits(null, FIRST.plusSeconds(50), null));
    }

    @Test
    void how_late_it_is_taken_up_is_no_part_of_a_wait() {
        Instant due = NOW.minusSeconds(50);

        assertThat(new Waits(FIRST, null, null).late(due, NOW)).isEqualTo(new Waits(FIRST.plusSeconds(50), null, null));
        assertThat(new Waits(null, FIRST, null).late(due, NOW)).isEqualTo(new Waits(null, FIRST.plusSeconds(50), null));
    }

    @Test
    void one_that_is_taken_up_early_has_waited_for_no_longer() {
        Waits server = new Waits(FIRST, null, null);

        assertThat(server.late(NOW.plusSeconds(1), NOW)).isEqualTo(server);
    }

    @Test
    void a_wait_for_room_contains_how_late_it_is_taken_up() {
        Waits crowded = new Waits(FIRST, null, FIRST.plusSeconds(10));

        assertThat(crowded.late(NOW.minusSeconds(5), NOW)).isEqualTo(crowded);
    }
}
