package io.wasettings.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        client.close();
    }

    @Test
    void the_result_of_the_work_is_handed_on() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            assertThat(store.call(database -> database.getName()).join()).isEqualTo("test");
        }
    }

    @Test
    void a_call_that_takes_too_long_is_given_up() {
        try (Store store = new Store(client.getDatabase("test"), Duration.ofMillis(10))) {
            assertUnavailable(store.call(database -> block()));
        }
    }

    @Test
    void the_line_about_a_call_in_vain_names_the_command_that_it_was_made_for() {
        try (Store store = new Store(client.getDatabase("test"), Duration.ofMillis(10));
                CapturedLog log = CapturedLog.of(Store.class, Level.WARN)) {
            assertUnavailable(CommandContext.of("c-1", null).within(() -> store.call(database -> block())));

            assertThat(log.lines())
                    .extracting(ILoggingEvent::getMessage, ILoggingEvent::getMDCPropertyMap)
                    .containsExactly(tuple("event=store_unavailable", Map.of("command_id", "c-1")));
        }
    }

    @Test
    void what_the_driver_throws_is_not_handed_on() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            assertUnavailable(store.call(database -> {
                        throw new MongoException("s3cr3t");
                    }))
                    .withMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void a_bug_stays_a_bug() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            assertThat(store.call(database -> {
                        throw new IllegalStateException("a bug");
                    }))
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void more_calls_than_may_wait_are_refused_at_once() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            List<CompletableFuture<Boolean>> calls = IntStream.range(0, 2_000)
                    .mapToObj(i -> store.call(database -> block()))
                    .toList();

            assertThat(calls).filteredOn(CompletableFuture::isDone).hasSizeBetween(900, 1_000);
            assertUnavailable(calls.get(1_999));
        }
    }

    @Test
    void calls_of_one_partner_keep_no_other_one_waiting() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            List<CompletableFuture<Boolean>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> store.call("acme", database -> block()))
                    .toList();

            assertThat(store.call("beta", database -> true)).succeedsWithin(LONG);

            assertThat(calls).noneMatch(CompletableFuture::isDone);
            over.countDown();
            assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(LONG));
        }
    }

    @Test
    void more_calls_of_one_partner_than_may_wait_are_refused_and_those_of_others_are_not() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            List<CompletableFuture<Boolean>> calls = IntStream.range(0, 601)
                    .mapToObj(i -> store.call("acme", database -> block()))
                    .toList();

            assertUnavailable(calls.get(600));

            assertThat(store.call("beta", database -> true)).succeedsWithin(LONG);
        }
    }

    @Test
    void calls_of_partners_leave_room_for_those_that_are_made_for_none() {
        try (Store store = new Store(client.getDatabase("test"), LONG)) {
            List<CompletableFuture<Boolean>> calls = IntStream.range(0, 5_000)
                    .mapToObj(i -> store.call("partner-" + i, database -> block()))
                    .toList();
            CompletableFuture<Boolean> ours = store.call(database -> true);

            assertThat(calls).noneMatch(CompletableFuture::isDone);
            assertUnavailable(store.call("another", database -> true));
            over.countDown();
            assertThat(ours).succeedsWithin(LONG);
        }
    }

    private boolean block() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static ThrowableAssertAlternative<?> assertUnavailable(CompletableFuture<?> call) {
        return assertThat(call)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(StoreUnavailableException.class);
    }
}
