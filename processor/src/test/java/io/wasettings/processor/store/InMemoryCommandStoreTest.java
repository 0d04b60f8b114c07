package io.wasettings.processor.store;

import java.util.Optional;

class InMemoryCommandStoreTest extends CommandStoreContract {

    private final InMemoryCommandStore store = new InMemoryCommandStore();

    @Override
    CommandStore store() {
        return store;
    }

    @Override
    FoundDeadLetters deadLetters() {
        return store;
    }

    @Override
    Optional<Long> noted() {
        return store.deadLetter(command().key()).map(CommandStore.DeadLetterPlace::offset);
    }
}
