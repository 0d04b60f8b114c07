package io.wasettings.processor.token.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void calls_for_the_same_key_at_the_same_time_are_one() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Integer> first = threads.submit(() -> flights.call("k", () -> slowly(mayEnd)));
        await().until(() -> calls.get() == 1);
        FutureTask<Integer> second = new FutureTask<>(() -> flights.call("k", () -> slowly(mayEnd)));
        Thread waiter = new Thread(second);
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);

        mayEnd.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void another_key_is_another_call() {
        assertThat(flights.call("a", calls::incrementAndGet)).isEqualTo(1);
        assertThat(flights.call("b", calls::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void nothing_is_kept_once_the_result_is_there() {
        assertThat(flights.call("k", calls::incrementAndGet)).isEqualTo(1);
        assertThat(flights.call("k", calls::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void a_failure_is_everybodys_and_does_not_stick() {
        assertThatThrownBy(() -> flights.call("k", () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(flights.call("k", calls::incrementAndGet)).isEqualTo(1);
    }

    @Test
    void whoever_waits_learns_of_an_error_too() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<Integer> first = threads.submit(() -> flights.call("k", () -> {
            slowly(mayEnd);
            throw new StackOverflowError();
        }));
        await().until(() -> calls.get() == 1);
        FutureTask<Integer> second = new FutureTask<>(() -> flights.call("k", () -> 2));
        Thread waiter = new Thread(second);
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);

        mayEnd.countDown();

        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    private int slowly(CountDownLatch mayEnd) {
        int call = calls.incrementAndGet();
        try {
            mayEnd.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return call;
    }
}
