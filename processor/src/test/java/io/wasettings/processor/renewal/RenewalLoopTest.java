package io.wasettings.processor.renewal;

import static io.wasettings.testkit.Latches.awaitQuietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewalLoopTest {

    /** For a machine that is busy with other things too. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAST_DUE = Duration.ofMinutes(49);

    private final RenewalFixture fixture = new RenewalFixture();
    private final List<RenewalLoop> loops = new ArrayList<>();

    @AfterEach
    void stop() {
        loops.forEach(RenewalLoop::stop);
    }

    @Test
    void what_is_due_is_renewed_and_counted() {
        fixture.save("acme", "client_credentials", 1);
        start(true);

        fixture.clock.advance(PAST_DUE);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1);
    }

    @Test
    void nothing_is_renewed_before_it_is_due() {
        fixture.save("early", "client_credentials", 1);
        start(true);
        fixture.clock.advance(Duration.ofMinutes(20));
        fixture.save("late", "client_credentials", 1);

        fixture.clock.advance(Duration.ofMinutes(29));

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1);
        assertThat(fixture.requests)
                .extracting(request -> request.client().partner())
                .containsExactly("early");
    }

    @Test
    void a_thousand_that_are_due_at_once_are_renewed_once_each_and_a_few_at_a_time() {
        int many = 1000;
        saveMany(many);
        AtomicInteger mostAtOnce = new AtomicInteger();
        fixture.tokenEndpoint = watched(mostAtOnce);
        fixture.clock.advance(PAST_DUE);

        start(true);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == many);
        assertThat(fixture.requests)
                .extracting(request -> request.client().partner())
                .hasSize(many)
                .doesNotHaveDuplicates();
        assertThat(mostAtOnce).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void of_two_processes_only_one_renews_a_token() {
        saveMany(200);
        fixture.clock.advance(PAST_DUE);

        start(true);
        start(true);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 200);
        assertThat(fixture.requests)
                .extracting(request -> request.client().partner())
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_process_that_is_started_anew_goes_on_with_what_is_left() {
        saveMany(20);
        CountDownLatch firstOnes = new CountDownLatch(5);
        fixture.tokenEndpoint = request -> {
            firstOnes.countDown();
            return fixture.granted("t", null);
        };
        fixture.clock.advance(PAST_DUE);
        RenewalLoop first = start(true);
        await().atMost(PATIENCE).until(() -> firstOnes.getCount() == 0);
        first.stop();

        start(true);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 20);
        assertThat(fixture.requests)
                .extracting(request -> request.client().partner())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_clock_that_leaps_ahead_makes_everything_due_once() {
        saveMany(50);
        start(true);

        fixture.clock.advance(Duration.ofDays(400));

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 50);
        assertThat(fixture.requests).hasSize(50);
    }

    @Test
    void a_clock_that_is_set_back_makes_nothing_due() {
        saveMany(5);
        fixture.clock.advance(PAST_DUE);
        start(true);
        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 5);

        fixture.clock.advance(Duration.ofDays(-1));
        fixture.save("new", "client_credentials", 1);
        fixture.clock.advance(PAST_DUE);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 6);
        assertThat(fixture.requests).hasSize(6);
    }

    @Test
    void a_store_that_goes_away_is_waited_for() {
        fixture.save("acme", "client_credentials", 1);
        fixture.store.available(false);
        start(true);
        fixture.clock.advance(PAST_DUE);

        fixture.store.available(true);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1);
    }

    @Test
    void an_unexpected_error_is_counted_and_does_not_end_the_loop() {
        fixture.save("bad", "client_credentials", 1);
        fixture.save("good", "client_credentials", 1);
        fixture.tokenEndpoint = request -> {
            if (request.client().partner().equals("bad")) {
                throw new IllegalStateException("bug");
            }
            return fixture.granted("t", null);
        };
        start(true);

        fixture.clock.advance(PAST_DUE);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1 && fixture.renewals("error") == 1);
    }

    @Test
    void a_lack_of_memory_for_a_look_does_not_end_the_looks() {
        fixture.save("acme", "client_credentials", 1);
        fixture.clock.advance(PAST_DUE);

        start(fixture.loop(RenewalFixture.properties(true), fixture.outOfMemoryOnce("waiting")));

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1);
    }

    @Test
    void a_partner_with_many_due_whose_server_is_slow_keeps_no_other_from_being_renewed() {
        for (int i = 0; i < 120; i++) {
            saveSlow(new SettingsKey("slow", Channel.TRANSACTIONAL, "+1555" + (1000 + i)));
        }

        assertAnotherIsRenewedBesideSlowOnes(RenewalFixture.properties(true), 2, 120);
    }

    @Test
    void a_host_that_is_slow_keeps_no_other_from_being_asked() {
        for (int i = 0; i < 50; i++) {
            saveSlow(new SettingsKey("slow-" + i, Channel.TRANSACTIONAL, null));
        }

        assertAnotherIsRenewedBesideSlowOnes(RenewalFixture.properties(true, 3), 3, 50);
    }

    @Test
    void a_renewal_that_is_under_way_at_the_stop_is_kept() {
        fixture.save("acme", "refresh_token", 1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        fixture.tokenEndpoint = waitingFor("acme", answered, underWay);
        fixture.clock.advance(PAST_DUE);
        RenewalLoop loop = start(true);
        await().atMost(PATIENCE).until(() -> underWay.get() == 1);
        CountDownLatch stopped = new CountDownLatch(1);

        loop.stop(stopped::countDown);

        await().atMost(PATIENCE).until(() -> !loop.isRunning());
        assertThat(stopped.getCount()).isEqualTo(1);
        answered.countDown();
        await().atMost(PATIENCE).until(() -> stopped.getCount() == 0);
        assertThat(fixture.renewals("renewed")).isEqualTo(1);
    }

    private void saveSlow(SettingsKey key) {
        fixture.save(key, "client_credentials", 1, "slow.example.com");
    }

    /** @param most how many of the slow ones may be under way meanwhile */
    private void assertAnotherIsRenewedBesideSlowOnes(RenewalProperties properties, int most, int slowOnes) {
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.save("quick", "client_credentials", 1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        fixture.tokenEndpoint = waitingFor("slow", answered, underWay);
        fixture.clock.advance(PAST_DUE);

        start(properties);

        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == 1 && underWay.get() > 0);
        assertThat(underWay).hasValueLessThanOrEqualTo(most);
        answered.countDown();
        await().atMost(PATIENCE).until(() -> fixture.renewals("renewed") == slowOnes + 1);
    }

    private RenewalLoop start(boolean enabled) {
        return start(RenewalFixture.properties(enabled));
    }

    private RenewalLoop start(RenewalProperties properties) {
        return start(fixture.loop(properties));
    }

    private RenewalLoop start(RenewalLoop loop) {
        loops.add(loop);
        loop.start();
        return loop;
    }

    private void saveMany(int count) {
        for (int i = 0; i < count; i++) {
            fixture.save("partner-" + i, "client_credentials", 1);
        }
    }

    private Function<TokenRequest, TokenResult> waitingFor(
            String slowPartners, CountDownLatch answered, AtomicInteger underWay) {
        return request -> {
            if (request.client().partner().startsWith(slowPartners)) {
                underWay.incrementAndGet();
                awaitQuietly(answered);
                underWay.decrementAndGet();
            }
            return fixture.granted("t", null);
        };
    }

    private Function<TokenRequest, TokenResult> watched(AtomicInteger mostAtOnce) {
        AtomicInteger now = new AtomicInteger();
        return request -> {
            mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            // long enough for others to come in between
            LockSupport.parkNanos(100_000);
            now.decrementAndGet();
            return fixture.granted("t", null);
        };
    }
}
