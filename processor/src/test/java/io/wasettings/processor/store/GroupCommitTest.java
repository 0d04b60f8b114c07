package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int MAX_BATCH = 4;

    /** Each batch that the store was asked for, in order. */
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final GroupCommit<String, String> group = new GroupCommit<>(MAX_BATCH, this::answer);

    @Test
    void alone_a_call_goes_at_once_and_on_its_own() {
        firstMayEnd.countDown();

        assertThat(group.call("a")).isEqualTo("answer to a");
        assertThat(group.call("b")).isEqualTo("answer to b");

        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whoever_comes_while_a_batch_is_under_way_joins_the_next_one() {
        Call first = start("first");
        List<Call> others = startWaiting("a", "b", "c");
        firstMayEnd.countDown();

        assertThat(first.answer()).isEqualTo("answer to first");
        assertThat(others).extracting(Call::answer).containsExactly("answer to a", "answer to b", "answer to c");
        assertThat(batches).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void a_batch_is_bounded_and_nobody_is_left_behind() {
        start("first");
        List<Call> others = startWaiting("a", "b", "c", "d", "e", "f", "g", "h", "i");
        firstMayEnd.countDown();

        assertThat(others).allSatisfy(call -> assertThat(call.answer()).isEqualTo("answer to " + call.name()));
        assertThat(batches)
                .containsExactly(
                        List.of("first"), List.of("a", "b", "c", "d"), List.of("e", "f", "g", "h"), List.of("i"));
    }

    @Test
    void a_store_that_is_away_is_the_answer_to_all_of_the_batch_and_to_no_other_one() {
        start("first");
        List<Call> others = startWaiting("a", "away", "c", "d", "e");
        firstMayEnd.countDown();

        assertThat(others.subList(0, 4))
                .allSatisfy(
                        call -> assertThatThrownBy(call::answer).hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(others.get(4).answer()).isEqualTo("answer to e");
    }

    @Test
    void a_call_that_cannot_be_made_fails_alone() {
        start("first");
        List<Call> others = startWaiting("a", "impossible", "c");
        firstMayEnd.countDown();

        assertThat(others.get(0).answer()).isEqualTo("answer to a");
        assertThatThrownBy(others.get(1)::answer).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(others.get(2).answer()).isEqualTo("answer to c");
        assertThat(group.call("later")).isEqualTo("answer to later");
    }

    @Test
    void a_store_that_goes_away_after_that_is_asked_for_nobody_else() {
        start("first");
        List<Call> others = startWaiting("a", "impossible", "gone", "d");
        firstMayEnd.countDown();

        assertThat(others.get(0).answer()).isEqualTo("answer to a");
        assertThat(others.subList(2, 4))
                .allSatisfy(
                        call -> assertThatThrownBy(call::answer).hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(batches).doesNotContain(List.of("d"));
    }

    @Test
    void an_error_is_thrown_to_all_of_the_batch_as_it_is_and_leaves_nobody_waiting() {
        start("first");
        List<Call> others = startWaiting("a", "broken", "c");
        firstMayEnd.countDown();

        assertThat(others)
                .extracting(Call::thrown)
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(Broken.class));
        assertThat(group.call("later")).isEqualTo("answer to later");
    }

    @Test
    void of_many_at_once_each_gets_its_own_answer() throws InterruptedException {
        firstMayEnd.countDown();
        AtomicInteger right = new AtomicInteger();
        List<Thread> callers = IntStream.range(0, 16)
                .mapToObj(caller -> new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        String name = caller + "-" + i;
                        if (group.call(name).equals("answer to " + name)) {
                            right.incrementAndGet();
                        }
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(right).hasValue(16 * 500);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(MAX_BATCH));
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(16 * 500);
    }

    private List<String> answer(List<String> calls) {
        batches.add(calls);
        if (calls.contains("first")) {
            awaitEnd();
        }
        if (calls.contains("away") || calls.equals(List.of("gone"))) {
            throw new StoreUnavailableException("away");
        }
        if (calls.contains("impossible")) {
            throw new IllegalArgumentException("impossible");
        }
        if (calls.contains("broken")) {
            throw new Broken();
        }
        return calls.stream().map(call -> "answer to " + call).toList();
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Call(String name, CompletableFuture<String> result) {

        String answer() {
            return result.orTimeout(30, TimeUnit.SECONDS).join();
        }

        /** As it was, whereas who joins a result gets it wrapped. */
        Throwable thrown() {
            return result.orTimeout(30, TimeUnit.SECONDS)
                    .handle((answer, thrown) -> thrown)
                    .join();
        }
    }

    /** Starts a call, and waits until its thread waits. */
    private Call start(String name) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(group.call(name));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return new Call(name, result);
    }

    private List<Call> startWaiting(String... names) {
        List<Call> calls = new ArrayList<>();
        for (String name : names) {
            calls.add(start(name));
        }
        return calls;
    }

    private static final class Broken extends Error {
        private static final long serialVersionUID = 1L;
    }
}
