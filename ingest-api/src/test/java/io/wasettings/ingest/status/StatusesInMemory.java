package io.wasettings.ingest.status;

import io.wasettings.ingest.broker.Publisher;

/** The statuses of one process, for tests of other packages. */
public final class StatusesInMemory {

    private final StatusBoard board;
    private final InMemoryStatusStore store = new InMemoryStatusStore();

    /** @param maxWaiting requests that may wait */
    public StatusesInMemory(int maxWaiting) {
        this.board = new StatusBoard(maxWaiting, 100);
    }

    /** Where statuses are posted. */
    public StatusBoard board() {
        return board;
    }

    /** How many requests wait. */
    public int waiting() {
        return board.waiting();
    }

    /** From now on the store is away. */
    public void loseStore() {
        store.goAway();
    }

    /** All of it together. */
    public KnownStatuses with(Publisher publisher) {
        return new KnownStatuses(board, store, publisher, Runnable::run);
    }
}
