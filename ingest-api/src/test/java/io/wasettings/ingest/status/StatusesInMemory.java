package io.wasettings.ingest.status;

import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.broker.Publisher;

/** The statuses of one process, for tests of other packages. */
public final class StatusesInMemory {

    private final StatusBoard board;
    private final InMemoryStatusStore store = new InMemoryStatusStore();
    private volatile boolean following = true;

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

    /** From now on nothing is read from the status topic. */
    public void loseTopic() {
        following = false;
    }

    /** Keeps a status in the store alone. */
    public void store(ToldStatus told) {
        store.keep(told).join();
    }

    /** All of it together. */
    public KnownStatuses with(Publisher publisher) {
        return new KnownStatuses(board, () -> following, store, publisher, Runnable::run);
    }
}
