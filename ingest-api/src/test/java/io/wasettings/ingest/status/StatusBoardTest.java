package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.ingest.support.Statuses;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StatusBoardTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Status APPLIED = Statuses.of("c", State.APPLIED);
    private static final Status RETRYING = Statuses.of("c", State.RETRYING);

    private final StatusBoard board = new StatusBoard(2, 10);

    @Test
    void all_who_wait_for_a_command_learn_its_end() {
        CompletableFuture<Optional<Status>> one =
                board.register("c").orElseThrow().await(LONG);
        CompletableFuture<Optional<Status>> other =
                board.register("c").orElseThrow().await(LONG);

        board.post(APPLIED);

        assertThat(one.join()).contains(APPLIED);
        assertThat(other.join()).contains(APPLIED);
        assertThat(board.waiting()).isZero();
    }

    @Test
    void who_comes_after_the_end_does_not_wait() {
        board.post(APPLIED);

        assertThat(board.register("c").orElseThrow().await(LONG)).isCompletedWithValue(Optional.of(APPLIED));
    }

    @Test
    void a_status_on_the_way_is_remembered_and_ends_no_wait() {
        Waiter waiter = board.register("c").orElseThrow();

        board.post(RETRYING);
        board.post(Statuses.of("c", State.ACCEPTED));

        assertThat(waiter.await(LONG)).isNotDone();
        assertThat(waiter.latest()).contains(RETRYING);
    }

    @Test
    void statuses_of_other_commands_are_of_no_interest() {
        Waiter waiter = board.register("c").orElseThrow();

        board.post(Statuses.of("d", State.APPLIED));

        assertThat(waiter.await(LONG)).isNotDone();
        assertThat(waiter.latest()).isEmpty();
    }

    @Test
    void a_wait_is_over_when_its_time_is() {
        Waiter waiter = board.register("c").orElseThrow();

        assertThat(waiter.await(Duration.ofMillis(1)).join()).isEmpty();
        assertThat(board.waiting()).isZero();
    }

    @Test
    void who_finds_no_place_does_not_wait_and_a_place_that_is_left_is_free_again() {
        Waiter first = board.register("a").orElseThrow();
        assertThat(board.register("b")).isPresent();
        assertThat(board.register("c")).isEmpty();

        first.release();

        assertThat(board.register("c")).isPresent();
    }

    @Test
    void leaving_twice_frees_one_place() {
        Waiter waiter = board.register("a").orElseThrow();
        assertThat(board.register("a")).isPresent();

        waiter.release();
        waiter.release();

        assertThat(board.waiting()).isEqualTo(1);
    }

    @Test
    void nobody_waits_at_a_closed_board() {
        CompletableFuture<Optional<Status>> before =
                board.register("c").orElseThrow().await(LONG);

        board.close();

        assertThat(before).isCompletedWithValue(Optional.empty());
        assertThat(board.register("c").orElseThrow().await(LONG)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void a_board_that_is_opened_again_lets_wait_again() {
        board.close();
        board.open();

        assertThat(board.register("c").orElseThrow().await(LONG)).isNotDone();
    }

    @Test
    void recent_statuses_are_known_and_never_go_back() {
        board.post(APPLIED);
        board.post(RETRYING);

        assertThat(board.recent("c")).contains(APPLIED);
        assertThat(board.recent("d")).isEmpty();
    }
}
