package io.wasettings.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void a_partner_may_use_its_requests_all_at_once_and_then_waits_for_the_next() {
        RateLimiter limiter = new RateLimiter(10, Duration.ofHours(10), metrics);
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.take("acme")).isEmpty();
        }

        assertThat(limiter.take("acme"))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
        assertThat(metrics.get("wa.settings.ingest.limited").counter().count()).isEqualTo(1);
    }

    @Test
    void partners_do_not_take_from_each_other() {
        RateLimiter limiter = new RateLimiter(1, Duration.ofHours(1), metrics);
        limiter.take("acme");

        assertThat(limiter.take("beta")).isEmpty();
    }
}
