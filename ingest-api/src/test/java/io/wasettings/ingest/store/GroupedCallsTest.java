package io.wasettings.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class GroupedCallsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** Each batch that was begun, in order. */
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
    private final Store store = new Store(client.getDatabase("test"), LONG);
    private final GroupedCalls<String> group = new GroupedCalls<>(store, this::make);

    @AfterEach
    void close() {
        firstMayEnd.countDown();
        store.close();
        client.close();
    }

    @Test
    void alone_a_call_goes_at_once_and_on_its_own() {
        assertThat(group.call("a")).succeedsWithin(LONG);
        assertThat(group.call("b")).succeedsWithin(LONG);

        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whoever_comes_while_a_batch_is_under_way_joins_the_next_one_and_holds_no_thread() {
        List<CompletableFuture<Void>> first = call("first");
        awaitFirst();
        List<CompletableFuture<Void>> others = call("a", "b", "c");

        assertThat(store.call(database -> database.getName())).succeedsWithin(LONG);
        assertThat(others).noneMatch(CompletableFuture::isDone);

        firstMayEnd.countDown();
        assertThat(first.get(0)).succeedsWithin(LONG);
        assertThat(others).allSatisfy(other -> assertThat(other).succeedsWithin(LONG));
        assertThat(batches).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void a_batch_is_bounded_and_nobody_is_left_behind() {
        List<CompletableFuture<Void>> others = callBehindFirst(
                IntStream.range(0, 250).mapToObj(String::valueOf).toArray(String[]::new));
        firstMayEnd.countDown();

        assertThat(others).allSatisfy(other -> assertThat(other).succeedsWithin(LONG));
        assertThat(batches).extracting(List::size).containsExactly(1, 100, 100, 50);
    }

    @Test
    void more_may_wait_than_the_store_has_threads_and_places() {
        List<CompletableFuture<Void>> others = callBehindFirst(
                IntStream.range(0, 2_000).mapToObj(String::valueOf).toArray(String[]::new));
        firstMayEnd.countDown();

        assertThat(others).allSatisfy(other -> assertThat(other).succeedsWithin(LONG));
    }

    @Test
    void a_store_that_is_away_fails_all_of_the_batch_and_no_other_one() {
        List<CompletableFuture<Void>> others = callBehindFirst("a", "away", "c");
        firstMayEnd.countDown();

        assertThat(others).allSatisfy(other -> assertFailed(other, StoreUnavailableException.class));
        assertThat(group.call("later")).succeedsWithin(LONG);
        assertThat(batches).containsExactly(List.of("first"), List.of("a", "away", "c"), List.of("later"));
    }

    @Test
    void a_call_that_cannot_be_made_fails_alone() {
        List<CompletableFuture<Void>> others = callBehindFirst("a", "impossible", "c");
        firstMayEnd.countDown();

        assertThat(others.get(0)).succeedsWithin(LONG);
        assertFailed(others.get(1), IllegalArgumentException.class);
        assertThat(others.get(2)).succeedsWithin(LONG);
    }

    @Test
    void an_error_leaves_nobody_waiting() {
        List<CompletableFuture<Void>> others = callBehindFirst("a", "broken");
        firstMayEnd.countDown();

        assertThat(others.get(0)).succeedsWithin(LONG);
        assertFailed(others.get(1), Broken.class);
        assertThat(group.call("later")).succeedsWithin(LONG);
    }

    @Test
    void a_batch_that_hangs_keeps_nobody_for_longer_than_a_call_may_take() {
        try (Store hasty = new Store(client.getDatabase("test"), Duration.ofSeconds(3))) {
            GroupedCalls<String> impatient = new GroupedCalls<>(hasty, this::make);

            assertFailed(impatient.call("first"), StoreUnavailableException.class);
            assertThat(impatient.call("later")).succeedsWithin(LONG);
        }
    }

    @Test
    void what_a_caller_does_with_its_answer_is_about_its_own_command() {
        List<String> abouts = Collections.synchronizedList(new ArrayList<>());
        call("first");
        awaitFirst();
        List<CompletableFuture<Void>> told = Stream.of("c-1", "c-2")
                .map(id -> CommandContext.of(id, null)
                        .within(() -> group.call(id).thenRun(() -> abouts.add(MDC.get("command_id")))))
                .toList();
        firstMayEnd.countDown();

        assertThat(told).allSatisfy(done -> assertThat(done).succeedsWithin(LONG));
        assertThat(abouts).containsExactly("c-1", "c-2");
    }

    private void make(List<String> calls) {
        batches.add(calls);
        if (calls.contains("first")) {
            awaitEnd();
        }
        if (calls.contains("away")) {
            throw new StoreUnavailableException("away");
        }
        if (calls.contains("impossible")) {
            throw new IllegalArgumentException("impossible");
        }
        if (calls.contains("broken")) {
            throw new Broken();
        }
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls that come while the batch of a first one is under way. */
    private List<CompletableFuture<Void>> callBehindFirst(String... names) {
        call("first");
        awaitFirst();
        return call(names);
    }

    private void awaitFirst() {
        await().until(() -> !batches.isEmpty());
    }

    private List<CompletableFuture<Void>> call(String... names) {
        return Stream.of(names).map(group::call).toList();
    }

    private static void assertFailed(CompletableFuture<Void> call, Class<? extends Throwable> why) {
        assertThat(call).failsWithin(LONG).withThrowableThat().havingRootCause().isInstanceOf(why);
    }

    private static final class Broken extends Error {
        private static final long serialVersionUID = 1L;
    }
}
