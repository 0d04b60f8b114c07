package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.store.RenewalQueue.PassedOver;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MongoRenewalQueueIT extends RenewalQueueContract {

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final SettingsStore store = new MongoSettingsStore(database, new MutableClock());
    private final RenewalQueue queue = new MongoRenewalQueue(database);

    @Override
    RenewalQueue queue() {
        return queue;
    }

    @Override
    SettingsStore store() {
        return store;
    }

    @Test
    void a_store_that_is_away_is_reported_as_unavailable() {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")) {
            RenewalQueue away = new MongoRenewalQueue(client.getDatabase("d"));

            assertThatThrownBy(() -> away.borrow(Instant.EPOCH, Instant.EPOCH, PassedOver.NOTHING))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
