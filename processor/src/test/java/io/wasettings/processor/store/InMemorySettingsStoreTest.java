package io.wasettings.processor.store;

class InMemorySettingsStoreTest extends SettingsStoreContract {

    private final SettingsStore store = new InMemorySettingsStore();

    @Override
    SettingsStore store() {
        return store;
    }
}
