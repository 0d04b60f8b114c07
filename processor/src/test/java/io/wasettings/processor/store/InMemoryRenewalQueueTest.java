package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import java.util.Optional;

class InMemoryRenewalQueueTest extends RenewalQueueContract {

    private final InMemorySettingsStore store = new InMemorySettingsStore();
    private final InMemoryRenewalQueue queue = new InMemoryRenewalQueue(store);

    @Override
    RenewalQueue queue() {
        return queue;
    }

    @Override
    SettingsStore store() {
        return store;
    }

    @Override
    Optional<String> error(SettingsKey key) {
        return queue.error(key);
    }
}
