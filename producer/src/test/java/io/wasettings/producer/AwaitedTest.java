package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private final Awaited awaited = new Awaited();

    @Test
    void a_command_under_way_has_not_ended() {
        CompletableFuture<Status> end = awaited.end("c");

        awaited.told(TestStatuses.status("c", "/s", State.RETRYING));

        assertThat(end).isNotDone();
    }

    @Test
    void the_first_status_that_ends_it_counts() {
        CompletableFuture<Status> end = awaited.end("c");

        awaited.told(TestStatuses.status("c", "/s", State.FAILED));
        awaited.told(TestStatuses.status("c", "/s", State.APPLIED));

        assertThat(end).isCompletedWithValueMatching(status -> status.state() == State.FAILED);
    }

    @Test
    void a_command_is_on_its_way_once() {
        CompletableFuture<Status> first = awaited.end("c");

        assertThat(first).isNotDone();
        assertThatThrownBy(() -> awaited.end("c")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_gave_up_may_wait_again() {
        awaited.end("c").cancel(false);

        assertThat(awaited.end("c")).isNotDone();
    }

    @Test
    void nobody_waits_for_ever_once_nothing_more_is_heard() {
        CompletableFuture<Status> before = awaited.end("b");

        awaited.fail(new IllegalStateException("Closed"));

        assertThat(before).isCompletedExceptionally();
        assertThat(awaited.end("c")).isCompletedExceptionally();
    }
}
