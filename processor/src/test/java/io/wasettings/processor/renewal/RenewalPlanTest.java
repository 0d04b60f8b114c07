package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RenewalPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RenewalPlan plan = new RenewalPlan(RenewalFixture.properties(true), new Random(1));

    @Test
    void a_token_is_renewed_at_eighty_percent_of_its_life_or_up_to_a_tenth_earlier() {
        for (int i = 0; i < 1000; i++) {
            Instant renewAt = plan.renewAt(until(NOW.plusSeconds(3600))).orElseThrow();

            assertThat(renewAt).isBetween(NOW.plusSeconds(2592), NOW.plusSeconds(2880));
        }
    }

    @Test
    void tokens_that_were_obtained_together_are_not_renewed_together() {
        assertThat(plan.renewAt(until(NOW.plusSeconds(3600)))).isNotEqualTo(plan.renewAt(until(NOW.plusSeconds(3600))));
    }

    @Test
    void no_token_is_renewed_sooner_than_the_floor() {
        assertThat(plan.renewAt(until(NOW.plusSeconds(2)))).contains(NOW.plusSeconds(30));
    }

    @Test
    void nothing_is_planned_when_renewal_is_switched_off() {
        RenewalPlan off = new RenewalPlan(RenewalFixture.properties(false), new Random(1));

        assertThat(off.renewAt(until(NOW.plusSeconds(3600)))).isEmpty();
    }

    @Test
    void pauses_after_failures_double_up_to_the_longest() {
        assertThat(pause(1, null)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        assertThat(pause(2, null)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
        assertThat(pause(5, null)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(9));
        assertThat(pause(19, null)).isBetween(Duration.ofHours(6), Duration.ofMinutes(400));
    }

    @Test
    void a_token_endpoint_that_asks_for_time_gets_it_up_to_the_longest_pause() {
        assertThat(pause(1, Duration.ofMinutes(10))).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(pause(1, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(pause(1, Duration.ofDays(1))).isLessThanOrEqualTo(Duration.ofMinutes(400));
    }

    @Test
    void after_too_many_failures_it_is_not_tried_again() {
        assertThat(plan.afterFailure(20, null, NOW)).isEmpty();
    }

    private Duration pause(int failures, Duration retryAfter) {
        return Duration.between(
                NOW, plan.afterFailure(failures, retryAfter, NOW).orElseThrow());
    }

    private static TokenFacts until(Instant expiry) {
        return new TokenFacts(NOW, expiry, null, AuthMethod.CLIENT_SECRET_BASIC);
    }
}
