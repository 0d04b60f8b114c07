package io.wasettings.producer;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses for tests. */
final class TestStatuses {

    private TestStatuses() {}

    /** That of a command as it is told. */
    static ToldStatus told(String id, String source, State state) {
        return new ToldStatus(status(id, source, state), 0);
    }

    /** That of one record alone as it is told. */
    static ToldStatus of(String record, String id, @Nullable String source, State state) {
        return new ToldStatus(status(id, source, state), 0, record);
    }

    static Status status(String id, @Nullable String source, State state) {
        return new Status(
                id,
                source,
                "acme",
                "transactional",
                null,
                state,
                null,
                200,
                "As told.",
                List.of(),
                List.of(),
                1,
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
