package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.Latches;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Awaited awaited = new Awaited("/s");
    private final CompletableFuture<String> unknown = new CompletableFuture<>();

    @Test
    void a_command_under_way_has_not_ended() {
        CompletableFuture<Status> end = awaited.end("c", unknown);

        awaited.told(TestStatuses.told("c", "/s", State.RETRYING));

        assertThat(end).isNotDone();
    }

    @Test
    void the_first_status_that_ends_it_counts() {
        CompletableFuture<Status> end = awaited.end("c", unknown);

        awaited.told(TestStatuses.told("c", "/s", State.FAILED));
        awaited.told(TestStatuses.told("c", "/s", State.APPLIED));

        assertThat(end).succeedsWithin(LONG).returns(State.FAILED, Status::state);
    }

    @Test
    void a_command_is_on_its_way_once() {
        CompletableFuture<Status> first = awaited.end("c", unknown);

        assertThat(first).isNotDone();
        assertThatThrownBy(() -> awaited.end("c", unknown)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_gave_up_may_wait_again() {
        awaited.end("c", unknown).cancel(false);

        assertThat(awaited.end("c", unknown)).isNotDone();
    }

    @Test
    void a_command_of_the_same_id_from_another_source_ends_nothing() {
        CompletableFuture<Status> end = awaited.end("c", unknown);

        awaited.told(TestStatuses.told("c", "/another", State.FAILED));
        awaited.told(TestStatuses.told("c", "/s", State.APPLIED));

        assertThat(end).succeedsWithin(LONG).returns(State.APPLIED, Status::state);
    }

    @Test
    void what_is_told_of_another_record_of_the_same_name_ends_nothing() {
        CompletableFuture<Status> end = awaited.end("c", CompletableFuture.completedFuture("commands/0/7"));

        awaited.told(TestStatuses.of("commands/0/8", "c", "/s", State.REJECTED));
        awaited.told(TestStatuses.told("c", "/s", State.APPLIED));

        assertThat(end).succeedsWithin(LONG).returns(State.APPLIED, Status::state);
    }

    @Test
    void what_is_told_of_its_own_record_ends_it_also_when_its_place_is_not_known_yet() {
        CompletableFuture<String> place = new CompletableFuture<>();
        CompletableFuture<Status> end = awaited.end("c", place);
        awaited.told(TestStatuses.of("commands/0/8", "c", "/s", State.FAILED));
        awaited.told(TestStatuses.of("commands/0/7", "c", "/s", State.REJECTED));
        assertThat(end).isNotDone();

        place.complete("commands/0/7");

        assertThat(end).succeedsWithin(LONG).returns(State.REJECTED, Status::state);
    }

    @Test
    void what_is_told_of_its_own_record_ends_it_whatever_source_it_names() {
        CompletableFuture<Status> end = awaited.end("c", CompletableFuture.completedFuture("commands/0/7"));

        awaited.told(TestStatuses.of("commands/0/7", "c", null, State.FAILED));

        assertThat(end).succeedsWithin(LONG).returns(State.FAILED, Status::state);
    }

    @Test
    void what_hangs_on_the_end_of_a_command_holds_up_no_other() {
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Void> blocked = awaited.end("b", unknown).thenRun(() -> Latches.awaitQuietly(released));
        CompletableFuture<Status> other = awaited.end("c", unknown);

        awaited.told(TestStatuses.told("b", "/s", State.APPLIED));
        awaited.told(TestStatuses.told("c", "/s", State.APPLIED));

        assertThat(other).succeedsWithin(LONG);
        assertThat(blocked).isNotDone();
        released.countDown();
    }

    @Test
    void what_hangs_on_commands_of_which_nothing_is_heard_holds_up_no_other() {
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Status> blocked =
                awaited.end("b", unknown).whenComplete((status, failure) -> Latches.awaitQuietly(released));
        CompletableFuture<Status> other = awaited.end("c", unknown);

        awaited.ended();

        assertThat(other).failsWithin(LONG).withThrowableOfType(ExecutionException.class);
        assertThat(blocked).isNotDone();
        released.countDown();
    }

    @Test
    void nobody_waits_for_ever_once_nothing_more_is_heard() {
        CompletableFuture<Status> before = awaited.end("b", unknown);

        awaited.ended();

        assertThat(before).failsWithin(LONG).withThrowableOfType(ExecutionException.class);
        assertThat(awaited.end("c", unknown)).isCompletedExceptionally();
    }
}
