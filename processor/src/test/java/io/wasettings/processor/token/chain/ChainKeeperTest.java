package io.wasettings.processor.token.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.testkit.CapturedLog;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process that is about to end does with refresh tokens that it could not keep. */
@Timeout(60)
class ChainKeeperTest {

    private static final RefreshTokenChain NEWS = new RefreshTokenChain(
            "chain",
            "rt-2",
            new RefreshTokenChain.Exchanged(
                    "command-1",
                    "credentials",
                    "at",
                    new TokenFacts(Instant.EPOCH, Instant.MAX, null, AuthMethod.CLIENT_SECRET_BASIC),
                    List.of()),
            false);

    /** What the next tries to keep end in. */
    private final Queue<Error> errors = new ConcurrentLinkedQueue<>();

    private final AtomicInteger tries = new AtomicInteger();

    private final InMemoryRefreshTokenVault vault = new InMemoryRefreshTokenVault() {
        @Override
        public synchronized void keep(RefreshTokenChain chain, String holder) {
            tries.incrementAndGet();
            if (!errors.isEmpty()) {
                throw errors.poll();
            }
            super.keep(chain, holder);
        }
    };
    private final MutableClock clock = new MutableClock();
    private final ChainKeeper keeper = new ChainKeeper(vault, Duration.ZERO, clock);

    @Test
    void a_store_that_comes_back_in_time_is_waited_for() {
        vault.available(false);
        assertThat(keeper.keep(NEWS, "holder")).isFalse();
        new Thread(() -> vault.available(true)).start();

        keeper.awaitAllKept(Duration.ofSeconds(40));

        assertThat(vault.find(List.of("chain")).orElseThrow().newest()).isEqualTo("rt-2");
    }

    @Test
    void what_an_error_has_left_unkept_is_kept_at_the_end() {
        errors.add(new StackOverflowError("made up"));
        assertThatThrownBy(() -> keeper.keep(NEWS, "holder")).isInstanceOf(StackOverflowError.class);

        keeper.awaitAllKept(Duration.ofSeconds(40));

        assertThat(vault.find(List.of("chain"))).isPresent();
    }

    @Test
    void a_later_try_that_ends_in_an_error_is_not_the_last_one() {
        vault.available(false);
        assertThat(keeper.keep(NEWS, "holder")).isFalse();
        errors.add(new StackOverflowError("made up"));

        vault.available(true);

        await().until(() -> vault.find(List.of("chain")).isPresent());
    }

    @Test
    void what_stays_unkept_is_told_every_minute_without_its_secrets() {
        try (CapturedLog log = CapturedLog.of(ChainKeeper.class, Level.WARN)) {
            vault.available(false);
            keeper.keep(NEWS, "holder");
            awaitTries(2);
            assertThat(log.lines()).isEmpty();

            clock.advance(Duration.ofMinutes(1));
            awaitTries(3);

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).isEqualTo("event=refresh_token_unkept");
                assertThat(CapturedLog.members(line)).isEqualTo(Map.of("cause", "StoreUnavailableException"));
                assertThat(line.getThrowableProxy()).isNull();
            });
        }
    }

    @Test
    void a_store_that_stays_away_is_not_waited_for_for_ever() {
        vault.available(false);
        keeper.keep(NEWS, "holder");

        keeper.awaitAllKept(Duration.ofMillis(200));

        vault.available(true);
        assertThat(vault.find(List.of("chain"))).isEmpty();
    }

    @Test
    void where_all_is_kept_there_is_no_wait() {
        keeper.keep(NEWS, "holder");

        keeper.awaitAllKept(Duration.ofDays(1));

        assertThat(vault.find(List.of("chain"))).isPresent();
    }

    private void awaitTries(int more) {
        int enough = tries.get() + more;
        await().until(() -> tries.get() >= enough);
    }
}
