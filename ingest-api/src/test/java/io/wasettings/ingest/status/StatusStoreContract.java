package io.wasettings.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.support.Statuses;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link StatusStore} keeps. */
abstract class StatusStoreContract {

    private final String id = UUID.randomUUID().toString();

    abstract StatusStore store();

    @Test
    void what_was_kept_is_found() {
        Status status = Statuses.of(id, State.REJECTED);

        store().keep(new ToldStatus(status, 0)).join();

        assertThat(store().find(Statuses.ref(id), "acme").join()).contains(new ToldStatus(status, 0));
        assertThat(store().newest(id, "acme", null).join()).contains(new ToldStatus(status, 0));
    }

    @Test
    void statuses_that_are_kept_at_the_same_time_are_all_there() {
        StatusStore store = store();
        List<Status> statuses = IntStream.range(0, 50)
                .mapToObj(number -> Statuses.of(id + number, State.ACCEPTED))
                .toList();

        CompletableFuture.allOf(statuses.stream()
                        .map(status -> store.keep(new ToldStatus(status, 0)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(statuses)
                .allSatisfy(status -> assertThat(store.find(Statuses.ref(status.commandId()), "acme")
                                .join())
                        .contains(new ToldStatus(status, 0)));
    }

    @Test
    void a_status_that_stands_stays() {
        Status status = Statuses.of(id, State.APPLIED);
        store().keep(new ToldStatus(status, 0)).join();

        store().keep(Statuses.told(id, State.ACCEPTED)).join();

        assertThat(store().find(Statuses.ref(id), "acme").join()).contains(new ToldStatus(status, 0));
    }

    @Test
    void an_unknown_command_has_none() {
        assertThat(store().find(Statuses.ref(id), "acme").join()).isEmpty();
        assertThat(store().newest(id, "acme", null).join()).isEmpty();
    }

    @Test
    void two_sources_with_the_same_id_have_a_status_each() {
        Status elsewhere = Statuses.of(new CommandRef("/elsewhere", id), State.APPLIED);
        store().keep(Statuses.told(id, State.ACCEPTED)).join();
        store().keep(new ToldStatus(elsewhere, 0)).join();

        assertThat(store().find(Statuses.ref(id), "acme").join())
                .map(told -> told.status().state())
                .contains(State.ACCEPTED);
        assertThat(store().newest(id, "acme", "/elsewhere").join()).contains(new ToldStatus(elsewhere, 0));
        assertThat(store().newest(id, "acme", CommandRef.INGEST_API).join())
                .map(told -> told.status().state())
                .contains(State.ACCEPTED);
        assertThat(store().newest(id, "beta", null).join()).isEmpty();
    }

    @Test
    void a_command_is_whose_its_newest_status_tells() {
        SettingsKey of = new SettingsKey("beta", SettingsKey.Channel.CONVERSATIONAL, null);
        Status beta = Statuses.of(of, Statuses.ref(id), State.FAILED);
        store().keep(Statuses.told(id, State.ACCEPTED)).join();

        store().keep(new ToldStatus(beta, 0)).join();

        assertThat(store().newest(id, "beta", null).join()).contains(new ToldStatus(beta, 0));
        assertThat(store().newest(id, "acme", null).join()).isEmpty();
    }

    @Test
    void what_came_under_a_used_name_does_not_hide_the_first() {
        store().keep(Statuses.told(id, State.APPLIED)).join();

        store().keep(new ToldStatus(Statuses.of(id, State.REJECTED), 0, "commands/0/" + id))
                .join();

        assertThat(store().newest(id, "acme", null).join())
                .map(told -> told.status().state())
                .contains(State.APPLIED);
    }
}
