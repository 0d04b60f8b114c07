package io.wasettings.processor.token.chain;

import static io.wasettings.processor.token.TokenFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFixture;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.Targets;
import io.wasettings.testkit.Replies;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class RefreshTokenExchangeTest extends RefreshTokenSuite {

    @Test
    void the_rotated_token_is_granted_and_kept() {
        Token token = granted(fetch("command-1", "rt-1"));

        assertThat(token.accessToken()).isEqualTo("at-1");
        assertThat(token.refreshToken()).isEqualTo("rt-2");
        assertThat(kept("rt-1").newest()).isEqualTo("rt-2");
    }

    @Test
    void a_corrected_command_that_repeats_the_spent_token_gets_on_with_its_successor() {
        fetch("command-1", "rt-1");

        Token token = granted(fetch("command-2", "rt-1"));

        assertThat(token.refreshToken()).isEqualTo("rt-3");
        assertThat(server.presented()).containsExactly("rt-1", "rt-2");
        assertThat(server.revoked()).isFalse();
    }

    @Test
    void the_token_endpoint_written_in_another_way_is_the_same_one() {
        fetch("command-1", "rt-1");
        TokenRequest before = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");
        Target otherwise = Targets.trusted("http://127.0.0.1:0%d/token".formatted(server.port()));

        Token token = granted(fixture.fetch(with(before, otherwise)));

        assertThat(token.refreshToken()).isEqualTo("rt-3");
        assertThat(server.presented()).containsExactly("rt-1", "rt-2");
    }

    @Test
    void a_retry_of_the_same_command_gets_what_it_was_granted_before() {
        fetch("command-1", "rt-1");

        Token again = granted(fetch("command-1", "rt-1"));

        assertThat(again.accessToken()).isEqualTo("at-1");
        assertThat(again.refreshToken()).isEqualTo("rt-2");
        assertThat(server.presented()).containsExactly("rt-1");
    }

    @Test
    void a_retry_of_the_same_command_is_told_as_well_what_was_assumed() {
        try (ScriptedServer typeless = ScriptedServer.start(Replies.reply(200, "{\"access_token\": \"at\"}"))) {
            TokenRequest request = TokenFixture.refreshToken(typeless.port(), "command-1", "rt-1");
            Granted first = (Granted) fixture.fetch(request);

            Granted again = (Granted) fixture.fetch(request);

            assertThat(again.warnings()).isEqualTo(first.warnings()).isNotEmpty();
        }
    }

    @Test
    void changed_credentials_never_get_what_the_old_ones_were_granted() {
        fetch("command-1", "rt-1");
        TokenRequest before = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        TokenRequest changed = with(before, before.client().partner(), "an0ther-secret");

        assertThat(granted(fixture.fetch(changed)).accessToken()).isEqualTo("at-2");
    }

    @Test
    void the_successor_belongs_to_that_partner_and_client_alone() {
        fetch("command-1", "rt-1");
        TokenRequest before = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");
        TokenRequest foreign = with(before, "other-partner", before.client().secret());

        assertThat(fixture.fetch(foreign)).isInstanceOf(Refused.class);
        assertThat(server.presented()).containsExactly("rt-1", "rt-1");
    }

    @Test
    void two_requests_at_the_same_time_present_the_token_once() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(8);
        try {
            List<Future<TokenResult>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String requester = "command-" + i;
                results.add(both.submit(() -> fetch(requester, "rt-1")));
            }

            for (Future<TokenResult> result : results) {
                assertThat(granted(result.get(30, TimeUnit.SECONDS)).accessToken())
                        .startsWith("at-");
            }
            assertThat(server.presented()).doesNotHaveDuplicates();
            assertThat(server.revoked()).isFalse();
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void a_process_that_died_after_keeping_leaves_the_successor_to_the_next_one() {
        fetch("command-1", "rt-1");
        Tokens restarted = fixture.tokens(fixture.vault);

        TokenResult result =
                restarted.fetch(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"), method -> {});

        assertThat(granted(result).refreshToken()).isEqualTo("rt-2");
        assertThat(server.presented()).containsExactly("rt-1");
    }

    @Test
    void an_exchange_whose_answer_was_lost_is_told_as_what_it_is() {
        server.swallowAnswers(true);
        assertThat(fetch("command-1", "rt-1")).isInstanceOf(Unavailable.class);
        server.swallowAnswers(false);

        TokenResult result = fetch("command-1", "rt-1");

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/refresh_token");
        assertThat(((Refused) result).error().message()).contains("interrupted", "authorise again");
    }

    @Test
    void a_process_that_died_before_its_request_was_sent_does_no_harm() {
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        String id = fixture.chainId(request, "rt-1");
        fixture.vault.borrow(id, "dead-process", Instant.now().minusSeconds(1));

        assertThat(granted(fixture.fetch(request)).refreshToken()).isEqualTo("rt-2");
    }

    @Test
    void what_another_process_keeps_late_is_presented_in_place_of_what_it_spent() {
        fetch("command-1", "rt-1");
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");
        String id = fixture.chainId(request, "rt-1");
        RefreshTokenChain news = fixture.vault.find(List.of(id)).orElseThrow();
        // The process that has them lost its loan while the store was away, and comes right after another one borrows.
        RefreshTokenVault late = new InMemoryRefreshTokenVault() {
            @Override
            public synchronized Optional<RefreshTokenChain> borrow(String chain, String holder, Instant until) {
                Optional<RefreshTokenChain> borrowed = super.borrow(chain, holder, until);
                if (!holder.equals("late")) {
                    keep(news, "late");
                }
                return borrowed;
            }
        };
        late.borrow(id, "late", Instant.now().minusSeconds(1));

        Token token = granted(fixture.tokens(late).fetch(request, method -> {}));

        assertThat(token.refreshToken()).isEqualTo("rt-3");
        assertThat(server.presented()).containsExactly("rt-1", "rt-2");
    }

    @Test
    void nothing_is_presented_by_a_thread_that_must_not_wait_for_what_is_kept_late() {
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        String id = fixture.chainId(request, "rt-1");
        fixture.vault.borrow(id, "slow-process", Instant.now().minusSeconds(1));
        Thread.currentThread().interrupt();

        TokenResult result = fixture.fetch(request);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.NOT_ASKED));
        assertThat(server.presented()).isEmpty();
    }

    @Test
    void nothing_is_presented_by_a_process_whose_loan_may_end_before_the_answer() {
        // As after a pause that took all of the loan but the time of one call.
        Duration loan = Duration.ofSeconds(10);
        ExchangeLimits limits = new ExchangeLimits(loan, loan, Duration.ZERO, Duration.ZERO);
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");

        TokenResult result = fixture.tokens(fixture.vault, limits).fetch(request, method -> {});

        assertThat(result)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.NOT_ASKED));
        assertThat(server.presented()).isEmpty();
        assertThat(kept("rt-1").inDoubt()).isFalse();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void while_another_process_has_the_token_it_is_waited_for_and_then_tried_later() {
        String id = fixture.chainId(TokenFixture.refreshToken(server.port(), "command-1", "rt-1"), "rt-1");
        fixture.vault.borrow(id, "another-process", Instant.now().plusSeconds(60));

        assertThat(fetch("command-1", "rt-1")).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(Reason.NOT_ASKED);
            assertThat(unavailable.error().field()).isEmpty();
        });
        assertThat(server.presented()).isEmpty();
    }

    @Test
    void many_that_wait_for_another_process_ask_the_store_no_more_often_than_one() throws Exception {
        int many = 30;
        AtomicInteger asked = new AtomicInteger();
        RefreshTokenVault lent = counting(asked);
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        lent.borrow(
                fixture.chainId(request, "rt-1"),
                "another-process",
                Instant.now().plusSeconds(60));
        Tokens tokens = fixture.tokens(lent, Duration.ofSeconds(2));
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<TokenResult>> fetches = Collections.nCopies(many, () -> tokens.fetch(request, method -> {}));

            for (Future<TokenResult> result : threads.invokeAll(fetches)) {
                assertThat(result.get()).isInstanceOf(Unavailable.class);
            }
        } finally {
            threads.shutdownNow();
        }

        // One asks 20 times in that time; each of the others may once.
        assertThat(asked).hasValueLessThan(3 * many);
        assertThat(server.presented()).isEmpty();
    }

    @Test
    void what_was_granted_before_waits_for_no_exchange_of_others() {
        AtomicInteger asked = new AtomicInteger();
        RefreshTokenVault lent = counting(asked);
        Tokens tokens = fixture.tokens(lent, Duration.ofSeconds(20));
        TokenRequest first = TokenFixture.refreshToken(server.port(), "command-1", "rt-1");
        TokenRequest second = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");
        tokens.fetch(first, method -> {});
        lent.borrow(
                fixture.chainId(first, "rt-1"), "another-process", Instant.now().plusSeconds(60));
        asked.set(0);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<TokenResult> waiting = other.submit(() -> tokens.fetch(second, method -> {}));
            await().until(() -> asked.get() > 0);

            assertThat(granted(tokens.fetch(first, method -> {})).accessToken()).isEqualTo("at-1");
            assertThat(waiting).isNotDone();
        } finally {
            other.shutdownNow();
        }
    }

    private static RefreshTokenVault counting(AtomicInteger borrows) {
        return new InMemoryRefreshTokenVault() {
            @Override
            public synchronized Optional<RefreshTokenChain> borrow(String chain, String holder, Instant until) {
                borrows.incrementAndGet();
                return super.borrow(chain, holder, until);
            }
        };
    }

    @Test
    void a_lost_race_is_not_a_failure() {
        // Another process exchanged rt-1 while this one's loan had run out; the server knows only rt-2.
        fetch("command-1", "rt-1");
        TokenRequest request = TokenFixture.refreshToken(server.port(), "command-2", "rt-1");
        String id = fixture.chainId(request, "rt-1");
        RefreshTokenChain current = fixture.vault.find(List.of(id)).orElseThrow();
        RefreshTokenVault stale = new StaleVault(fixture.vault, "rt-0");

        Token token = granted(fixture.tokens(stale).fetch(request, method -> {}));

        assertThat(current.newest()).isEqualTo("rt-2");
        assertThat(token.refreshToken()).isEqualTo("rt-3");
        assertThat(server.presented()).containsExactly("rt-1", "rt-0", "rt-2");
    }

    @Test
    void a_server_that_does_not_rotate_keeps_its_token() {
        try (ScriptedServer fixed = ScriptedServer.start(Replies.reply(
                200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\", \"refresh_token\": \"\"}"))) {
            Token token = granted(fixture.fetch(TokenFixture.refreshToken(fixed.port(), "command-1", "rt-1")));

            assertThat(token.refreshToken()).isEqualTo("rt-1");
            assertThat(Duration.between(
                            token.facts().obtainedAt(), token.facts().expiresAt()))
                    .hasSeconds(1234);
        }
    }

    @Test
    void a_transient_failure_gives_the_token_back_at_once() {
        try (ScriptedServer moody = ScriptedServer.start(
                Replies.reply(503, "", "Retry-After: 7"),
                Replies.reply(200, "{\"access_token\": \"at\", \"token_type\": \"Bearer\"}"))) {
            TokenResult first = fixture.fetch(TokenFixture.refreshToken(moody.port(), "command-1", "rt-1"));
            assertThat(((Unavailable) first).retryAfter()).hasSeconds(7);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    fixture.fetch(TokenFixture.refreshToken(moody.port(), "command-1", "rt-1")))
                            .isInstanceOf(Granted.class));
        }
    }

    private RefreshTokenChain kept(String given) {
        TokenRequest request = TokenFixture.refreshToken(server.port(), "any", given);
        return fixture.vault.find(List.of(fixture.chainId(request, given))).orElseThrow();
    }

    private static TokenRequest with(TokenRequest request, String partner, String secret) {
        PartnerClient client = request.client();
        return of(
                request,
                new PartnerClient(
                        partner, client.endpoint(), client.id(), secret, client.scopes(), client.declaredLifetime()));
    }

    private static TokenRequest with(TokenRequest request, Target endpoint) {
        PartnerClient client = request.client();
        return of(
                request,
                new PartnerClient(
                        client.partner(),
                        endpoint,
                        client.id(),
                        client.secret(),
                        client.scopes(),
                        client.declaredLifetime()));
    }

    private static TokenRequest of(TokenRequest request, PartnerClient client) {
        return new TokenRequest(request.requester(), client, request.grant(), request.authMethods());
    }
}
