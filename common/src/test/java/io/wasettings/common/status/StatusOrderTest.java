package io.wasettings.common.status;

import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.StatusOrderContract;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

class StatusOrderTest extends StatusOrderContract {

    @Override
    protected Told standing(Told first, Told second) {
        ToldStatus standing = told(first).then(told(second));
        return new Told(
                standing.status().state().wireName(),
                standing.round(),
                standing.status().attempt());
    }

    private static ToldStatus told(Told told) {
        State state = State.valueOf(told.state().toUpperCase(Locale.ROOT));
        Status status = new Status(
                "c",
                "/test",
                "acme",
                "transactional",
                null,
                state,
                null,
                200,
                "As told.",
                List.of(),
                List.of(),
                told.attempt(),
                null,
                Instant.EPOCH);
        return new ToldStatus(status, told.round());
    }
}
