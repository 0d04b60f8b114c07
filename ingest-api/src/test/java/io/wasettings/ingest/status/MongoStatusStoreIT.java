package io.wasettings.ingest.status;

import io.wasettings.ingest.store.Store;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

class MongoStatusStoreIT extends StatusStoreContract {

    private static final Store STORE = new Store(TestStore.client(), TestStore.newDatabase(), Duration.ofSeconds(10));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    StatusStore store() {
        return new MongoStatusStore(STORE, Clock.systemUTC(), Duration.ofDays(30));
    }
}
