package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.status.Status.State;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger counted = new AtomicInteger();
    /** Each count takes ten nanoseconds. */
    private final Tally tally = new Tally(
            replay -> {
                nanoTime.addAndGet(10);
                return Outcomes.NONE.plus(State.APPLIED, counted.incrementAndGet());
            },
            nanoTime::get);

    @Test
    void what_was_just_counted_is_not_counted_again_for_whoever_looks() {
        Outcomes first = tally.of("a");
        nanoTime.addAndGet(199);

        assertThat(tally.of("a")).isEqualTo(first);
        assertThat(counted).hasValue(1);
    }

    @Test
    void it_is_counted_again_after_twenty_times_as_long_as_that_took() {
        Outcomes first = tally.of("a");
        nanoTime.addAndGet(200);

        assertThat(tally.of("a")).isNotEqualTo(first);
    }

    @Test
    void each_replay_has_a_count_of_its_own() {
        assertThat(tally.of("a")).isNotEqualTo(tally.of("b"));
    }
}
