package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.ToldStatus;
import io.wasettings.service.mongo.StoreUnavailableException;
import org.junit.jupiter.api.Test;

class RememberingCommandStoreTest extends CommandStoreContract {

    private final InMemoryCommandStore store = new InMemoryCommandStore();
    private final CommandStore remembering = new RememberingCommandStore(store);
    private final ToldStatus applied = told(new Told("applied", 0, 1));

    @Override
    CommandStore store() {
        return remembering;
    }

    @Test
    void an_end_that_could_not_be_noted_stands_when_the_command_comes_again() {
        remembering.begin(arrival(1));
        tellInVain();

        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
        assertThat(store.attempts(applied.subject())).containsExactly(ATTEMPT);
    }

    @Test
    void a_command_whose_end_cannot_be_noted_yet_is_not_looked_up_either() {
        remembering.begin(arrival(1));
        tellInVain();
        store.available(false);

        assertThatThrownBy(() -> remembering.begin(arrival(2))).isInstanceOf(StoreUnavailableException.class);
        store.available(true);

        assertThat(remembering.begin(arrival(2)).standing()).contains(applied);
    }

    private void tellInVain() {
        store.available(false);
        assertThatThrownBy(() -> remembering.tell(applied, ATTEMPT)).isInstanceOf(StoreUnavailableException.class);
        store.available(true);
    }
}
