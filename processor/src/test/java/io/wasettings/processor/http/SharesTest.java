package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.Exchange.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final int PER_HOST = 4;
    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final Duration EVER = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();

    @AfterEach
    void end() {
        end.countDown();
        callers.shutdown();
    }

    @Test
    void one_partner_gets_half_of_a_host_and_leaves_the_other_half_to_others() {
        Shares shares = new Shares(PER_HOST, NO_PATIENCE);
        occupy(shares, "acme", "slow", 2);

        assertThat(isBusy(shares, "acme", "slow")).isTrue();
        assertThat(isBusy(shares, "globex", "slow")).isFalse();
    }

    @Test
    void a_host_that_is_slow_for_many_partners_takes_its_share_and_nothing_of_another_host() {
        Shares shares = new Shares(PER_HOST, NO_PATIENCE);
        occupy(shares, "acme", "slow", 2);
        occupy(shares, "globex", "slow", 2);

        assertThat(isBusy(shares, "initech", "slow")).isTrue();
        assertThat(isBusy(shares, "initech", "quick")).isFalse();
        assertThat(isBusy(shares, "acme", "quick")).isFalse();
    }

    @Test
    void what_is_refused_was_not_called_and_says_how_long_it_would_wait() {
        Shares shares = new Shares(1, NO_PATIENCE);
        occupy(shares, "acme", "slow", 1);

        Exchange exchange = shares.call(place("acme", "slow"), () -> Assertions.fail("called"));

        assertThat(exchange).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.NO_CONNECTION);
            assertThat(failure.retryAfter()).isPositive();
        });
    }

    @Test
    void who_waits_is_called_when_a_call_ends() {
        Shares shares = new Shares(PER_HOST, EVER);
        List<CompletableFuture<Exchange>> calls = occupy(shares, "acme", "host", 2);
        CompletableFuture<Exchange> waiting =
                CompletableFuture.supplyAsync(() -> shares.call(place("acme", "host"), SharesTest::answer), callers);

        end.countDown();

        assertThat(waiting.join()).isInstanceOf(Answer.class);
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isInstanceOf(Answer.class));
    }

    @Test
    void a_burst_at_a_quick_host_is_served_without_a_refusal() {
        Shares shares = new Shares(PER_HOST, EVER);
        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            PartnerHost place = place("partner-" + i % 5, "quick");
            calls.add(CompletableFuture.supplyAsync(() -> shares.call(place, this::countedAnswer), callers));
        }

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isInstanceOf(Answer.class));
        assertThat(underWay).hasValue(0);
    }

    @Test
    void what_is_not_in_use_is_forgotten() {
        Shares shares = new Shares(PER_HOST, NO_PATIENCE);
        shares.call(place("acme", "a"), SharesTest::answer);
        shares.call(place("acme", "b"), SharesTest::answer);
        List<CompletableFuture<Exchange>> calls = occupy(shares, "acme", "c", 2);
        shares.call(place("acme", "c"), SharesTest::answer);
        assertThat(shares.inUse()).isEqualTo(2);

        end.countDown();
        calls.forEach(CompletableFuture::join);

        assertThat(shares.inUse()).isZero();
    }

    private List<CompletableFuture<Exchange>> occupy(Shares shares, String partner, String host, int calls) {
        int before = underWay.get();
        List<CompletableFuture<Exchange>> begun = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            begun.add(CompletableFuture.supplyAsync(() -> shares.call(place(partner, host), this::lasting), callers));
        }
        await().until(() -> underWay.get() == before + calls);
        return begun;
    }

    private Exchange lasting() {
        underWay.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer();
    }

    private Exchange countedAnswer() {
        assertThat(underWay.incrementAndGet()).isLessThanOrEqualTo(PER_HOST);
        underWay.decrementAndGet();
        return answer();
    }

    private static boolean isBusy(Shares shares, String partner, String host) {
        return shares.call(place(partner, host), SharesTest::answer) instanceof Failure;
    }

    private static PartnerHost place(String partner, String host) {
        return new PartnerHost(partner, host, 443);
    }

    private static Answer answer() {
        return new Answer(200, Map.of(), new byte[0]);
    }
}
