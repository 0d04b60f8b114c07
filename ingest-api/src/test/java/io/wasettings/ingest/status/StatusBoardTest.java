package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.support.Statuses;
import java.time.Duration;
import java.util.List;
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
        CompletableFuture<Optional<Status>> one = register("c").orElseThrow().await(LONG);
        CompletableFuture<Optional<Status>> other = register("c").orElseThrow().await(LONG);

        board.post(told(APPLIED));

        assertThat(one.join()).contains(APPLIED);
        assertThat(other.join()).contains(APPLIED);
        assertThat(board.waiting()).isZero();
    }

    @Test
    void who_comes_after_the_end_does_not_wait() {
        board.post(told(APPLIED));

        assertThat(register("c").orElseThrow().await(LONG)).isCompletedWithValue(Optional.of(APPLIED));
    }

    @Test
    void a_status_on_the_way_is_remembered_and_ends_no_wait() {
        Waiter waiter = register("c").orElseThrow();

        board.post(told(RETRYING));
        board.post(Statuses.told("c", State.ACCEPTED));

        assertThat(waiter.await(LONG)).isNotDone();
        assertThat(waiter.latest()).contains(RETRYING);
    }

    @Test
    void an_end_that_is_told_again_after_a_replay_ends_no_wait() {
        board.post(new ToldStatus(RETRYING, 1));
        Waiter waiter = register("c").orElseThrow();

        board.post(Statuses.told("c", State.FAILED));

        assertThat(waiter.await(LONG)).isNotDone();
        board.post(new ToldStatus(APPLIED, 1));
        assertThat(waiter.await(LONG)).isCompletedWithValue(Optional.of(APPLIED));
    }

    @Test
    void statuses_of_other_commands_are_of_no_interest() {
        Waiter waiter = register("c").orElseThrow();

        board.post(Statuses.told("d", State.APPLIED));

        assertThat(waiter.await(LONG)).isNotDone();
        assertThat(waiter.latest()).isEmpty();
    }

    @Test
    void a_wait_is_over_when_its_time_is() {
        Waiter waiter = register("c").orElseThrow();

        assertThat(waiter.await(Duration.ofMillis(1)).join()).isEmpty();
        assertThat(board.waiting()).isZero();
    }

    @Test
    void who_finds_no_place_does_not_wait_and_a_place_that_is_left_is_free_again() {
        Waiter first = register("a").orElseThrow();
        assertThat(register("b")).isPresent();
        assertThat(register("c")).isEmpty();

        first.release();

        assertThat(register("c")).isPresent();
    }

    @Test
    void leaving_twice_frees_one_place() {
        Waiter waiter = register("a").orElseThrow();
        assertThat(register("a")).isPresent();

        waiter.release();
        waiter.release();

        assertThat(board.waiting()).isEqualTo(1);
    }

    @Test
    void nobody_waits_at_a_closed_board() {
        CompletableFuture<Optional<Status>> before = register("c").orElseThrow().await(LONG);

        board.close();

        assertThat(before).isCompletedWithValue(Optional.empty());
        assertThat(register("c").orElseThrow().await(LONG)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void a_board_that_is_opened_again_lets_wait_again() {
        board.close();
        board.open();

        assertThat(register("c").orElseThrow().await(LONG)).isNotDone();
    }

    @Test
    void recent_statuses_are_known_and_never_go_back() {
        board.post(told(APPLIED));
        board.post(told(RETRYING));

        assertThat(board.recent(Statuses.ref("c"))).contains(told(APPLIED));
        assertThat(board.recent(Statuses.ref("d"))).isEmpty();
    }

    @Test
    void of_more_than_are_remembered_those_are_forgotten_that_were_not_heard_of_for_the_longest() {
        for (int i = 0; i < 10; i++) {
            board.post(Statuses.told("c" + i, State.RETRYING));
        }
        board.recent(Statuses.ref("c1"));
        board.post(Statuses.told("c0", State.APPLIED));

        board.post(Statuses.told("new", State.ACCEPTED));

        assertThat(board.recent(Statuses.ref("new"))).isPresent();
        assertThat(board.recent(Statuses.ref("c0"))).isPresent();
        assertThat(board.recent(Statuses.ref("c1"))).isEmpty();
        assertThat(board.recent(Statuses.ref("c2"))).isPresent();
    }

    @Test
    void one_partners_flood_makes_nobody_elses_status_be_forgotten() {
        board.post(told(Statuses.of("beta", "beta-1", State.ACCEPTED)));

        for (int i = 0; i < 30; i++) {
            board.post(Statuses.told("c" + i, State.ACCEPTED));
        }

        assertThat(board.recent(Statuses.ref("beta-1"))).isPresent();
        assertThat(board.recent(Statuses.ref("c29"))).isPresent();
        assertThat(board.recent(Statuses.ref("c20"))).isEmpty();
    }

    @Test
    void of_larger_statuses_fewer_are_remembered() {
        board.post(told(APPLIED));
        board.post(Statuses.told("small", State.APPLIED));

        board.post(told(large("large")));

        assertThat(board.recent(Statuses.ref("c"))).isEmpty();
        assertThat(board.recent(Statuses.ref("large"))).isPresent();
    }

    @Test
    void what_came_from_elsewhere_under_the_same_id_answers_nobody_who_waits() {
        Waiter waiter = register("c").orElseThrow();

        board.post(told(Statuses.of(new CommandRef("/elsewhere", "c"), State.APPLIED)));

        assertThat(waiter.await(LONG)).isNotDone();
        assertThat(board.recent(Statuses.ref("c"))).isEmpty();
    }

    @Test
    void a_status_of_a_record_alone_is_of_no_command() {
        Waiter waiter = register("c").orElseThrow();

        board.post(new ToldStatus(Statuses.of("c", State.REJECTED), 0, "commands/0/7"));

        assertThat(waiter.await(LONG)).isNotDone();
    }

    @Test
    void of_one_id_the_newest_command_of_the_partner_is_meant_unless_a_source_is_named() {
        Status elsewhere = Statuses.of(new CommandRef("/elsewhere", "c"), State.RETRYING);
        board.post(told(APPLIED));
        board.post(told(elsewhere));

        assertThat(board.newest("c", "acme", null)).isPresent();
        assertThat(board.newest("c", "acme", "/elsewhere")).contains(told(elsewhere));
        assertThat(board.newest("c", "acme", CommandRef.INGEST_API)).contains(told(APPLIED));
        assertThat(board.newest("c", "beta", null)).isEmpty();
    }

    private Optional<Waiter> register(String id) {
        return board.register(Statuses.ref(id), Optional.empty());
    }

    private static ToldStatus told(Status status) {
        return new ToldStatus(status, 0);
    }

    private static Status large(String id) {
        return Statuses.of(id, State.APPLIED, List.of(new FieldMessage("/x", "x".repeat(10_000))));
    }
}
