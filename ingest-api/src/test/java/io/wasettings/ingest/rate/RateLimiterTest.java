package io.wasettings.ingest.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void a_partner_may_use_its_requests_all_at_once_and_then_waits_for_the_next() {
        RateLimiter limiter = new RateLimiter("p", 10, Duration.ofHours(10), metrics);
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.take("acme").granted()).isTrue();
        }

        Ration refused = limiter.take("acme");

        assertThat(refused.granted()).isFalse();
        assertThat(refused.untilNext()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(metrics.get("wa.settings.ingest.limited").counter().count()).isEqualTo(1);
    }

    @Test
    void partners_do_not_take_from_each_other() {
        RateLimiter limiter = new RateLimiter("p", 1, Duration.ofHours(1), metrics);
        limiter.take("acme");

        assertThat(limiter.take("beta").granted()).isTrue();
    }

    @Test
    void the_fields_say_how_many_are_left_and_when_all_are_there_again() {
        RateLimiter limiter = new RateLimiter("p", 10, Duration.ofMinutes(10), metrics);

        Ration ration = limiter.take("acme");

        assertThat(limiter.policyField()).isEqualTo("\"p\";q=10;w=600");
        assertThat(limiter.limitField(ration)).isEqualTo("\"p\";r=9;t=60");
    }
}
