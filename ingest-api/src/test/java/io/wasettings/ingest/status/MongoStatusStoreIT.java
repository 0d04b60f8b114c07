package io.wasettings.ingest.status;

import com.mongodb.client.MongoDatabase;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.PinnedDatabase;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

class MongoStatusStoreIT extends StatusStoreContract {

    private static final MongoDatabase DATABASE = PinnedDatabase.of(TestStore.client(), TestStore.newDatabase());

    @AutoClose
    private static final Store STORE = new Store(DATABASE, Duration.ofSeconds(10));

    @Override
    StatusStore store() {
        return new MongoStatusStore(STORE, new CommandStatuses(DATABASE, Clock.systemUTC(), Duration.ofDays(30)));
    }
}
