package io.wasettings.ingest.status;

import io.wasettings.ingest.support.Statuses;
import io.wasettings.testkit.StatusOrderContract;

class WaiterOrderTest extends StatusOrderContract {

    @Override
    protected Told standing(Told first, Told second) {
        Waiter waiter = new Waiter(Statuses.ref("c"), released -> {});
        waiter.post(Statuses.told("c", first));
        waiter.post(Statuses.told("c", second));
        return Statuses.told(waiter.told().orElseThrow());
    }
}
