package io.wasettings.processor.token.chain;

import static io.wasettings.processor.token.TokenFixture.granted;
import static io.wasettings.testkit.Latches.awaitQuietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenGrant.RefreshToken;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.CapturedLog;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of refresh tokens when this service fails: its store, its keys, or the process that ends. */
class RefreshTokenOutageTest extends RefreshTokenSuite {

    @Test
    void a_store_that_goes_away_during_the_exchange_gets_the_rotated_token_when_it_is_back() {
        try (ScriptedServer slow = rotatingWhileTheStoreGoesAway()) {
            TokenRequest request = TokenFixture.refreshToken(slow.port(), "command-1", "rt-1");

            assertThat(fixture.fetch(request)).isInstanceOf(Unavailable.class);
            fixture.vault.available(true);
            Token token = granted(fixture.fetch(request));

            assertThat(token.refreshToken()).isEqualTo("rt-2");
            assertThat(slow.requests()).hasSize(1);
        }
    }

    @Test
    void a_store_that_is_back_gets_the_rotated_token_though_nobody_asks_for_it() {
        try (ScriptedServer rotating = rotatingWhileTheStoreGoesAway()) {
            TokenRequest request = TokenFixture.refreshToken(rotating.port(), "command-1", "rt-1");
            assertThat(fixture.fetch(request)).isInstanceOf(Unavailable.class);

            fixture.vault.available(true);

            List<String> chain = List.of(fixture.chainId(request, "rt-1"));
            await().until(() -> fixture.vault.find(chain).map(RefreshTokenChain::newest), Optional.of("rt-2")::equals);
        }
    }

    @Test
    void a_rotated_token_whose_keeping_ends_in_an_error_is_told_without_its_secrets() {
        RefreshTokenVault broken = new InMemoryRefreshTokenVault() {
            private boolean failed;

            @Override
            public synchronized void keep(RefreshTokenChain chain, String holder) {
                if (!failed) {
                    failed = true;
                    throw new StackOverflowError("made up");
                }
                super.keep(chain, holder);
            }
        };
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        try (CapturedLog log = CapturedLog.of(LoanedExchange.class, Level.WARN)) {
            assertThatThrownBy(() -> fixture.tokens(broken).fetch(request, method -> {}))
                    .isInstanceOf(StackOverflowError.class);

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).isEqualTo("event=refresh_token_not_kept");
                assertThat(CapturedLog.members(line)).isEqualTo(Map.of("partner", "acme"));
            });
        }
    }

    @Test
    @Timeout(60)
    void an_exchange_that_is_under_way_at_the_end_is_waited_for() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch atTheEnd = new CountDownLatch(1);
        try (ScriptedServer slow = ScriptedServer.start(conversation -> {
            asked.countDown();
            awaitQuietly(atTheEnd);
            Replies.reply(200, "{\"access_token\": \"at\", \"refresh_token\": \"rt-2\"}")
                    .answer(conversation);
        })) {
            RefreshTokenExchange exchange = fixture.exchange(fixture.vault);
            TokenRequest request = TokenFixture.refreshToken(slow.port(), "command-1", "rt-1");
            new Thread(() -> exchange.fetch(request, new RefreshToken("rt-1", null), method -> {})).start();
            asked.await();
            new Thread(atTheEnd::countDown).start();

            exchange.awaitAllKept(Duration.ofSeconds(40));

            List<String> chain = List.of(fixture.chainId(request, "rt-1"));
            assertThat(fixture.vault.find(chain)).map(RefreshTokenChain::newest).contains("rt-2");
        }
    }

    @Test
    void an_exchange_that_follows_one_that_lost_its_loan_is_waited_for_at_the_end_too() {
        Duration atMost = Duration.ofMillis(200);
        AtomicReference<RefreshTokenExchange> exchange = new AtomicReference<>();
        AtomicLong waited = new AtomicLong();
        RefreshTokenVault overtaken = new InMemoryRefreshTokenVault() {
            private boolean isLost;

            @Override
            public synchronized Optional<RefreshTokenChain> borrow(String id, String holder, Instant until) {
                if (isLost) {
                    long begun = System.nanoTime();
                    exchange.get().awaitAllKept(atMost);
                    waited.set(System.nanoTime() - begun);
                }
                return super.borrow(id, holder, until);
            }

            @Override
            public synchronized boolean giveBack(String id, String holder, boolean inDoubt) {
                isLost = super.giveBack(id, holder, inDoubt);
                return false;
            }
        };
        exchange.set(fixture.exchange(overtaken));
        try (ScriptedServer moody = ScriptedServer.start(
                Replies.reply(400, "{\"error\": \"invalid_grant\"}"),
                Replies.reply(200, "{\"access_token\": \"at\"}"))) {
            TokenRequest request = TokenFixture.refreshToken(moody.port(), "command-1", "rt-1");

            assertThat(exchange.get().fetch(request, new RefreshToken("rt-1", null), method -> {}))
                    .isInstanceOf(Granted.class);
        }

        assertThat(waited).hasValueGreaterThanOrEqualTo(atMost.toNanos());
    }

    @Test
    void a_store_that_is_away_before_the_exchange_keeps_the_token_unspent() {
        fixture.vault.available(false);

        assertThat(fetch("command-1", "rt-1")).satisfies(RefreshTokenOutageTest::isOurs);
        assertThat(server.presented()).isEmpty();
    }

    @Test
    void a_chain_that_no_key_opens_is_a_failure_of_ours() {
        RefreshTokenVault locked = new InMemoryRefreshTokenVault() {
            @Override
            public synchronized Optional<RefreshTokenChain> find(List<String> ids) {
                throw new UnreadableChainException();
            }
        };
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");

        assertThat(fixture.tokens(locked).fetch(request, method -> {})).satisfies(RefreshTokenOutageTest::isOurs);
        assertThat(server.presented()).isEmpty();
    }

    private ScriptedServer rotatingWhileTheStoreGoesAway() {
        return ScriptedServer.start(conversation -> {
            fixture.vault.available(false);
            Replies.reply(200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"refresh_token\": \"rt-2\"}")
                    .answer(conversation);
        });
    }

    private static void isOurs(TokenResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.OURS));
    }
}
