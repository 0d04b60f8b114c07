package io.wasettings.producer;

import io.wasettings.common.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The commands whose end somebody waits for, by id. Thread-safe. */
final class Awaited {

    private final Map<String, CompletableFuture<Status>> byId = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeException silence;

    /**
     * Waits for the end of that command. Whoever gives up is forgotten.
     *
     * @throws IllegalStateException when it is waited for already
     */
    CompletableFuture<Status> end(String id) {
        CompletableFuture<Status> end = new CompletableFuture<>();
        if (byId.putIfAbsent(id, end) != null) {
            throw new IllegalStateException("A command of this id is on its way already");
        }
        var unused = end.whenComplete((status, failure) -> byId.remove(id, end));
        // Looked at after it was entered, so that whoever ends all others meanwhile does not miss it.
        RuntimeException cause = silence;
        if (cause != null) {
            end.completeExceptionally(cause);
        }
        return end;
    }

    /** Hears how a command stands. */
    void told(Status status) {
        CompletableFuture<Status> end = byId.get(status.commandId());
        if (end != null && status.terminal()) {
            end.complete(status);
        }
    }

    /** Nothing more will be heard: of those that are waited for, nor of any later one. */
    void fail(RuntimeException cause) {
        silence = cause;
        List.copyOf(byId.values()).forEach(end -> end.completeExceptionally(cause));
    }
}
