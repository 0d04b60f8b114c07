package io.wasettings.service.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.testkit.StatusOrderContract.Told;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Statuses as far as the order of statuses goes. */
final class TestStatuses {

    private TestStatuses() {}

    static ToldStatus told(CommandRef command, Told told) {
        Status status = new Status(
                command.id(),
                command.source(),
                "acme",
                "transactional",
                null,
                State.valueOf(told.state().toUpperCase(Locale.ROOT)),
                null,
                200,
                "As told.",
                List.of(new FieldMessage("/from", "wrong")),
                List.of(),
                told.attempt(),
                null,
                Instant.parse("2026-01-01T00:00:00.123Z"));
        return new ToldStatus(status, told.round());
    }

    static Told told(ToldStatus told) {
        return new Told(
                told.status().state().wireName(), told.round(), told.status().attempt());
    }
}
