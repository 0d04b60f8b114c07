package io.wasettings.ingest.status;

import io.wasettings.common.Status;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Statuses of one process, for tests; can be made to be away. */
final class InMemoryStatusStore implements StatusStore {

    private final Map<String, Status> statuses = new ConcurrentHashMap<>();
    private volatile boolean away;

    void goAway() {
        away = true;
    }

    @Override
    public CompletableFuture<Optional<Status>> find(String commandId) {
        return away
                ? CompletableFuture.failedFuture(new StoreUnavailableException("simulated"))
                : CompletableFuture.completedFuture(Optional.ofNullable(statuses.get(commandId)));
    }

    @Override
    public CompletableFuture<Boolean> insertIfAbsent(Status status) {
        return away
                ? CompletableFuture.failedFuture(new StoreUnavailableException("simulated"))
                : CompletableFuture.completedFuture(statuses.putIfAbsent(status.commandId(), status) == null);
    }
}
