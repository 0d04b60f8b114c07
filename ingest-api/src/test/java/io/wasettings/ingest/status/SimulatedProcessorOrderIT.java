package io.wasettings.ingest.status;

import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.testkit.StatusOrderContract;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** The processor of these tests keeps statuses as the real one does. */
class SimulatedProcessorOrderIT extends StatusOrderContract {

    private static final String KEY = "acme/transactional/default";

    @BeforeAll
    static void start() {
        SharedIngest.client();
    }

    @Override
    protected Told standing(Told first, Told second) {
        String id = UUID.randomUUID().toString();
        SharedIngest.processor().publish(KEY, Statuses.told(id, first));
        SharedIngest.processor().publish(KEY, Statuses.told(id, second));
        CommandStatuses statuses = new CommandStatuses(
                TestStore.client().getDatabase(SharedIngest.settings().get("wa.settings.mongodb.database")),
                Clock.systemUTC(),
                Duration.ofDays(30));
        return Statuses.told(statuses.find(Statuses.ref(id)).orElseThrow());
    }
}
