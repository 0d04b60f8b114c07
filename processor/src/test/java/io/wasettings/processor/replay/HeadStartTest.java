package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.replay.Replay.Progress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadStartTest {

    private static final int FASTEST = ReplayRequest.HIGHEST_RATE;

    @Test
    void a_replay_that_goes_as_fast_as_it_can_is_ahead_by_as_long_as_it_takes() {
        assertThat(HeadStart.of(replay(Selections.all(), FASTEST, 5000, 1000))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void however_many_it_sends_it_is_ahead_by_three_seconds_at_most() {
        assertThat(HeadStart.of(replay(Selections.all(), FASTEST, Integer.MAX_VALUE, 0)))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_single_command_starts_at_once() {
        assertThat(HeadStart.of(replay(Selections.all(), FASTEST, 1, 0))).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void what_operators_name_starts_at_once() {
        assertThat(HeadStart.of(replay(Selections.of("a"), FASTEST, 1000, 0))).isZero();
    }

    @Test
    void commands_of_a_replay_that_is_to_go_slowly_start_at_once() {
        assertThat(HeadStart.of(replay(Selections.all(), ReplayRequest.DEFAULT_RATE, 5000, 0)))
                .isZero();
        assertThat(HeadStart.of(replay(Selections.all(), 1999, 5000, 0))).isZero();
    }

    @Test
    void what_was_sent_before_it_was_taken_over_takes_no_time_any_more() {
        Outcomes sent = Outcomes.NONE.plus(State.FAILED, 3000).plus(State.ACCEPTED, 1000);

        assertThat(HeadStart.of(replay(Selections.all(), FASTEST, 5000, 0).with(sent)))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(HeadStart.of(replay(Selections.all(), FASTEST, 3000, 0).with(sent)))
                .isZero();
    }

    private static Replay replay(Selection selection, int rate, int matched, int planned) {
        ReplayRequest request = new ReplayRequest(selection, rate, null, "ada");
        return new Replay("ours", request, Instant.EPOCH, new Progress(matched, planned, Outcomes.NONE), null);
    }
}
