package io.wasettings.ingest.idempotency;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

class MongoIdempotencyKeysIT extends IdempotencyKeysContract {

    @AutoClose
    private static final Store STORE =
            new Store(PinnedDatabase.of(TestStore.client(), TestStore.newDatabase()), Duration.ofSeconds(10));

    @Override
    IdempotencyKeys keys(Clock clock) {
        return new MongoIdempotencyKeys(STORE, null, TTL, clock);
    }
}
