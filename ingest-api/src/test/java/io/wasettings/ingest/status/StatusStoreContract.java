package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.ingest.support.Statuses;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link StatusStore} keeps. */
abstract class StatusStoreContract {

    private final String id = UUID.randomUUID().toString();

    abstract StatusStore store();

    @Test
    void what_was_inserted_is_found() {
        Status status = Statuses.of(id, State.REJECTED);

        assertThat(store().insertIfAbsent(status).join()).isTrue();

        assertThat(store().find(id).join()).contains(status);
    }

    @Test
    void a_status_that_is_there_stays() {
        Status status = Statuses.of(id, State.APPLIED);
        store().insertIfAbsent(status).join();

        assertThat(store().insertIfAbsent(Statuses.of(id, State.ACCEPTED)).join())
                .isFalse();

        assertThat(store().find(id).join()).contains(status);
    }

    @Test
    void an_unknown_command_has_none() {
        assertThat(store().find(id).join()).isEmpty();
    }
}
