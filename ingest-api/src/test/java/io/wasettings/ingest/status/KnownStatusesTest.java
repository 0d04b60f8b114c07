package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.support.RecordingPublisher;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownStatusesTest {

    private static final SettingsKey KEY = new SettingsKey("acme", SettingsKey.Channel.TRANSACTIONAL, null);
    private static final Status ACCEPTED = Statuses.of("c", State.ACCEPTED);
    private static final Status RETRYING = Statuses.of("c", State.RETRYING);

    private final StatusBoard board = new StatusBoard(1, 10);
    private final InMemoryStatusStore store = new InMemoryStatusStore();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final AtomicBoolean following = new AtomicBoolean(true);
    private final KnownStatuses statuses = new KnownStatuses(board, following::get, store, publisher, Runnable::run);

    @Test
    void what_is_kept_is_in_the_store_and_on_the_board() {
        statuses.keep(KEY, ACCEPTED).join();

        assertThat(store.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(ACCEPTED);
        assertThat(board.recent(Statuses.ref("c"))).contains(new ToldStatus(ACCEPTED, 0));
        assertThat(publisher.statuses()).isEmpty();
    }

    @Test
    void without_the_store_an_accepted_status_is_kept_on_its_topic() {
        store.goAway();

        statuses.keep(KEY, ACCEPTED).join();

        assertThat(publisher.statuses()).singleElement().satisfies(event -> {
            assertThat(event.teller()).isEqualTo("/wa-settings/ingest-api");
            assertThat(event.id()).isNotEqualTo("c");
            assertThat(event.told()).isEqualTo(new ToldStatus(ACCEPTED, 0));
        });
        assertThat(statuses.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(ACCEPTED);
    }

    @Test
    void without_the_store_a_status_that_came_from_the_topic_is_there_already() {
        store.goAway();

        statuses.keep(KEY, RETRYING).join();

        assertThat(publisher.statuses()).isEmpty();
    }

    @Test
    void without_store_and_broker_nothing_is_kept() {
        store.goAway();
        publisher.refuse(true);

        assertThat(statuses.keep(KEY, ACCEPTED)).isCompletedExceptionally();
        assertThat(board.recent(Statuses.ref("c"))).isEmpty();
    }

    @Test
    void the_board_is_asked_before_the_store() {
        board.post(new ToldStatus(RETRYING, 0));
        store.goAway();

        assertThat(statuses.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(RETRYING);
        assertThat(statuses.find(Statuses.ref("d"), "acme"))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLIED", "RETRYING"})
    void while_the_status_topic_is_not_followed_the_one_that_is_further_on_stands(State further) {
        Status status = Statuses.of("c", further);
        board.post(new ToldStatus(ACCEPTED, 0));
        store.keep(new ToldStatus(status, 0)).join();
        following.set(false);

        assertThat(statuses.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(status);
        assertThat(statuses.newest("c", "acme", null).join()).contains(status);

        store.goAway();
        assertThat(statuses.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(ACCEPTED);
        assertThat(statuses.newest("c", "acme", null).join()).contains(ACCEPTED);
    }

    @Test
    void the_store_may_be_behind_the_board() {
        board.post(new ToldStatus(RETRYING, 1));
        store.keep(Statuses.told("c", State.FAILED)).join();
        following.set(false);

        assertThat(statuses.find(Statuses.ref("c"), "acme").join())
                .map(ToldStatus::status)
                .contains(RETRYING);
        assertThat(statuses.newest("c", "acme", null).join()).contains(RETRYING);
    }

    @Test
    void what_is_final_needs_no_store() {
        Status applied = Statuses.of("c", State.APPLIED);
        board.post(new ToldStatus(applied, 0));
        following.set(false);
        store.goAway();

        assertThat(statuses.find(Statuses.ref("c"), "acme"))
                .isCompletedWithValue(Optional.of(new ToldStatus(applied, 0)));
    }

    @Test
    void which_of_several_producers_commands_of_one_id_is_the_newest_the_store_tells() {
        Status older = Statuses.of(new CommandRef("/elsewhere", "c"), State.RETRYING);
        Status newer = Statuses.of(new CommandRef("/somewhere", "c"), State.APPLIED);
        store.keep(new ToldStatus(newer, 0)).join();
        board.post(new ToldStatus(older, 0));

        assertThat(statuses.newest("c", "acme", null).join()).contains(newer);
        assertThat(statuses.newest("c", "acme", "/elsewhere").join()).contains(older);
    }

    @Test
    void without_the_store_the_board_tells_what_it_knows_of_them() {
        Status known = Statuses.of(new CommandRef("/elsewhere", "c"), State.RETRYING);
        board.post(new ToldStatus(known, 0));
        store.goAway();

        assertThat(statuses.newest("c", "acme", null).join()).contains(known);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_board_learned_while_the_store_was_asked_counts(boolean storeIsAway) {
        CompletableFuture<Optional<ToldStatus>> answer = new CompletableFuture<>();
        KnownStatuses asking = new KnownStatuses(board, () -> true, new Answering(answer), publisher, Runnable::run);
        CompletableFuture<Optional<Status>> newest = asking.newest("c", "acme", null);

        board.post(new ToldStatus(RETRYING, 0));
        if (storeIsAway) {
            answer.completeExceptionally(new StoreUnavailableException("simulated"));
        } else {
            answer.complete(Optional.empty());
        }

        assertThat(newest.join()).contains(RETRYING);
    }

    /** A store that tells the newest status when it has it. */
    private record Answering(CompletableFuture<Optional<ToldStatus>> answer) implements StatusStore {

        @Override
        public CompletableFuture<Optional<ToldStatus>> find(CommandRef command, String partner) {
            return answer;
        }

        @Override
        public CompletableFuture<Optional<ToldStatus>> newest(String id, String partner, @Nullable String source) {
            return answer;
        }

        @Override
        public CompletableFuture<Void> keep(ToldStatus told) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
