package io.wasettings.processor.store;

class InMemoryCommandStoreTest extends CommandStoreContract {

    private final CommandStore store = new InMemoryCommandStore();

    @Override
    CommandStore store() {
        return store;
    }
}
