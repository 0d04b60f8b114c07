package io.wasettings.processor.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.token.TokenResult.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

class TokenCensusTest {

    /** For a machine that is busy with other things too. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RenewalFixture fixture = new RenewalFixture();
    private final List<SmartLifecycle> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(SmartLifecycle::stop);
    }

    @Test
    void a_lack_of_memory_for_a_count_does_not_end_the_counts() {
        saveThreePastExpiry();

        startCensus(fixture.outOfMemoryOnce("census"));

        awaitGauge("wa.settings.tokens.expired", 3);
    }

    @Test
    void when_renewal_is_switched_off_nothing_is_renewed_but_tokens_past_expiry_are_still_seen() {
        saveThreePastExpiry();
        start(fixture.loop(RenewalFixture.properties(false)));

        startCensus(fixture.queue);

        awaitGauge("wa.settings.tokens.expired", 3);
        assertThat(fixture.requests).isEmpty();
    }

    @Test
    void troubled_renewals_are_counted_by_state() {
        fixture.save("acme", "refresh_token", 1);
        fixture.tokenEndpoint = request -> new Refused(new FieldMessage("/oauth2/refresh_token", "is revoked"), true);
        start(fixture.loop(RenewalFixture.properties(true)));
        startCensus(fixture.queue);

        fixture.clock.advance(Duration.ofMinutes(49));

        await().atMost(PATIENCE).until(() -> fixture.renewals("stopped") == 1);
        awaitGauge("wa.settings.tokens", 1, "renewal", "stopped");
    }

    private void saveThreePastExpiry() {
        for (String partner : List.of("acme", "globex", "initech")) {
            fixture.save(partner, "client_credentials", 1);
        }
        fixture.clock.advance(RenewalFixture.LIFETIME.multipliedBy(2));
    }

    private void startCensus(RenewalQueue queue) {
        start(new TokenCensus(queue, fixture.metrics, Duration.ofMillis(50), fixture.clock));
    }

    private void start(SmartLifecycle work) {
        started.add(work);
        work.start();
    }

    private void awaitGauge(String name, double expected, String... tags) {
        await().atMost(PATIENCE)
                .until(() -> fixture.meters.get(name).tags(tags).gauge().value() == expected);
    }
}
