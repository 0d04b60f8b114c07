package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberingCommandStoreTest extends CommandStoreContract {

    private final InMemoryCommandStore store = new InMemoryCommandStore();
    private final CommandStore remembering = new RememberingCommandStore(store);
    private final ToldStatus applied = told(new Told("applied", 0, 1));
    private final ToldStatus retrying = told(new Told("retrying", 0, 0));

    @Override
    CommandStore store() {
        return remembering;
    }

    @Override
    FoundDeadLetters deadLetters() {
        return store;
    }

    @Override
    Optional<Long> noted() {
        return store.deadLetter(command().key()).map(CommandStore.DeadLetterPlace::offset);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void a_command_counts_from_where_it_appeared_first_even_if_the_store_was_away_then(long one, long another) {
        beginInVain(arrival(one));
        beginInVain(arrival(another));

        assertThat(remembering.begin(arrival(3)).firstSeen())
                .isEqualTo(arrival(1).seen());
    }

    @Test
    void a_repetition_that_is_sealed_anew_is_no_other_content() {
        beginInVain(new Arrival(arrival(1).ref(), arrival(1).key(), arrival(1).seen(), hashes("opened", "sealed")));
        Arrival again =
                new Arrival(arrival(2).ref(), arrival(2).key(), arrival(2).seen(), hashes("opened", "resealed"));

        assertThat(remembering.begin(again).firstSeen()).isEqualTo(arrival(1).seen());
    }

    @Test
    void what_has_the_name_of_a_command_and_other_content_does_not_take_its_place() {
        beginInVain(arrival(1));
        Arrival other =
                new Arrival(arrival(2).ref(), arrival(2).key(), arrival(2).seen(), hashes("another hash"));

        assertThat(remembering.begin(other).firstSeen()).isEqualTo(arrival(2).seen());
    }

    @Test
    void an_end_that_could_not_be_noted_stands_when_the_command_comes_again() {
        remembering.begin(arrival(1));
        tellInVain(applied);

        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
        assertThat(store.attempts(applied.subject())).containsExactly(ATTEMPT);
    }

    @Test
    void a_command_whose_end_cannot_be_noted_yet_is_not_looked_up_either() {
        remembering.begin(arrival(1));
        tellInVain(applied);
        store.available(false);

        assertThatThrownBy(() -> remembering.begin(arrival(2))).isInstanceOf(StoreUnavailableException.class);
        store.available(true);

        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
    }

    @Test
    void what_cannot_be_noted_either_takes_the_place_of_no_end() {
        remembering.begin(arrival(1));
        tellInVain(applied);
        tellInVain(retrying);

        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
    }

    @Test
    void an_end_that_could_not_be_noted_is_noted_before_what_is_told_next() {
        remembering.begin(arrival(1));
        tellInVain(applied);

        assertThat(remembering.tell(retrying, ATTEMPT)).isEqualTo(applied);
        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
    }

    @Test
    void a_replay_that_could_not_be_noted_takes_the_place_of_the_failure_before() {
        remembering.begin(arrival(1));
        ToldStatus replayed = told(new Told("retrying", 1, 0));
        tellInVain(told(new Told("failed", 0, 3)));
        tellInVain(replayed);

        assertThat(remembering.begin(arrival(2)).standing()).contains(replayed);
    }

    @Test
    void very_large_ends_push_out_what_was_remembered_before() {
        remembering.begin(arrival(1));
        tellInVain(applied);

        IntStream.range(0, 10).mapToObj(i -> large("large-" + i)).forEach(this::tellInVain);

        assertThat(remembering.begin(arrival(2)).standing()).isEmpty();
    }

    private void beginInVain(Arrival arrival) {
        store.available(false);
        assertThatThrownBy(() -> remembering.begin(arrival)).isInstanceOf(StoreUnavailableException.class);
        store.available(true);
    }

    private void tellInVain(ToldStatus told) {
        store.available(false);
        assertThatThrownBy(() -> remembering.tell(told, ATTEMPT)).isInstanceOf(StoreUnavailableException.class);
        store.available(true);
    }

    private ToldStatus large(String record) {
        FieldMessage warning = new FieldMessage("/x", "x".repeat(1024 * 1024));
        return new ToldStatus(status(State.APPLIED, 1, List.of(warning)), 0, record);
    }
}
