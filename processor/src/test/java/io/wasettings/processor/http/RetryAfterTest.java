package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    /** It is 2026-01-01T00:00:00Z. */
    private final MutableClock clock = new MutableClock();

    @Test
    void seconds_are_taken_as_they_are() {
        assertThat(retryAfter("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(retryAfter("0")).isZero();
        assertThat(retryAfter("000000")).isZero();
        assertThat(retryAfter("000030")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_date_is_counted_from_now() {
        assertThat(retryAfter("Thu, 01 Jan 2026 00:02:00 GMT")).isEqualTo(Duration.ofMinutes(2));
        assertThat(retryAfter("Wed, 31 Dec 2025 00:02:00 GMT")).isZero();
    }

    @Test
    void the_obsolete_forms_of_a_date_are_understood() {
        assertThat(retryAfter("Thursday, 01-Jan-26 00:02:00 GMT")).isEqualTo(Duration.ofMinutes(2));
        assertThat(retryAfter("Thu Jan  1 00:02:00 2026")).isEqualTo(Duration.ofMinutes(2));
    }

    /** RFC 9110 section 5.6.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 01 Jan 2026 00:01:60 GMT",
                "Thursday, 01-Jan-26 00:01:60 GMT",
                "Thu Jan  1 00:01:60 2026",
            })
    void a_leap_second_is_taken_for_the_second_before(String value) {
        assertThat(retryAfter(value)).isEqualTo(Duration.ofSeconds(119));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "999999999999", "99999999999999999999999999", "Thu, 01 Jan 2037 00:00:00 GMT"})
    void nobody_is_waited_for_longer_than_a_day(String value) {
        assertThat(retryAfter(value)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-5", "1.5", "1e3", "2026-01-01", "Thu, 01 Jan 2026 00:60:00 GMT"})
    void what_is_not_legible_is_as_good_as_absent(String value) {
        assertThat(retryAfter(value)).isNull();
    }

    @Test
    @Timeout(20)
    void a_long_value_is_looked_through_once() {
        assertThat(retryAfter("0".repeat(1_000_000) + "x")).isNull();
        assertThat(retryAfter("0".repeat(1_000_000) + "7")).isEqualTo(Duration.ofSeconds(7));
    }

    private Duration retryAfter(String value) {
        return RetryAfter.of(new Answer(503, Map.of("retry-after", value), new byte[0]), clock);
    }
}
