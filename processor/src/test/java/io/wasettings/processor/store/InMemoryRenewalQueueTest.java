package io.wasettings.processor.store;

class InMemoryRenewalQueueTest extends RenewalQueueContract {

    private final InMemorySettingsStore store = new InMemorySettingsStore();
    private final RenewalQueue queue = new InMemoryRenewalQueue(store);

    @Override
    RenewalQueue queue() {
        return queue;
    }

    @Override
    SettingsStore store() {
        return store;
    }
}
