package io.wasettings.processor.replay;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a replay has sent and not noted yet; so little that not much is sent twice after a kill. For one thread. */
final class InFlight {

    /** Batches: the broker takes one, while another one that it has is noted. */
    static final int MOST = 2;

    private final Deque<CompletableFuture<Void>> batches = new ArrayDeque<>();

    /** Waits until there is room for another one. */
    void awaitRoom() {
        while (batches.size() >= MOST) {
            awaitFirst();
        }
    }

    /** Has a batch noted once the broker has it. */
    <T> void add(CompletionStage<T> sending, Consumer<T> note) {
        batches.add(sending.thenAccept(note).toCompletableFuture());
    }

    /**
     * Waits until all is noted.
     *
     * @throws RuntimeException what came in the way of a note
     */
    void awaitAll() {
        while (!batches.isEmpty()) {
            awaitFirst();
        }
    }

    private void awaitFirst() {
        try {
            batches.remove().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }
}
