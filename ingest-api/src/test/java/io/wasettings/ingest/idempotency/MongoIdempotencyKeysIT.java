package io.wasettings.ingest.idempotency;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

class MongoIdempotencyKeysIT extends IdempotencyKeysContract {

    private static final Store STORE =
            new Store(PinnedDatabase.of(TestStore.client(), TestStore.newDatabase()), Duration.ofSeconds(10));

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Override
    IdempotencyKeys keys(Clock clock) {
        return new MongoIdempotencyKeys(STORE, null, TTL, clock);
    }
}
