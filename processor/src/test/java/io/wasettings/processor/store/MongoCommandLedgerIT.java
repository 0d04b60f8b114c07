package io.wasettings.processor.store;

import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;

class MongoCommandLedgerIT extends CommandLedgerContract {

    private final CommandLedger ledger = new MongoCommandLedger(
            TestStore.client().getDatabase(TestStore.newDatabase()), new MutableClock(), Duration.ofDays(30));

    @Override
    CommandLedger ledger() {
        return ledger;
    }
}
