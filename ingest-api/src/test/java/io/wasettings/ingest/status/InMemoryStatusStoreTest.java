package io.wasettings.ingest.status;

class InMemoryStatusStoreTest extends StatusStoreContract {

    private final StatusStore store = new InMemoryStatusStore();

    @Override
    StatusStore store() {
        return store;
    }
}
