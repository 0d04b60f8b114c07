package io.wasettings.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineRationTest {

    private Duration time = Duration.ofNanos(Long.MAX_VALUE - 1);
    private final LineRation ration = new LineRation(() -> time.toNanos());

    @Test
    void the_first_line_is_written_and_then_one_a_minute_with_how_many_it_stands_for() {
        assertThat(ration.due("a")).isEqualTo(1);
        for (int i = 0; i < 49; i++) {
            assertThat(ration.due("a")).isZero();
        }

        time = Duration.ofNanos(Long.MIN_VALUE).plusMinutes(1);

        assertThat(ration.due("a")).isEqualTo(50);
        assertThat(ration.due("a")).isZero();
    }

    @Test
    void a_line_of_another_kind_is_written_at_once() {
        ration.due("a");

        assertThat(ration.due("b")).isEqualTo(1);
    }
}
