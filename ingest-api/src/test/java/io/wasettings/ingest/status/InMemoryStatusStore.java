package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statuses of one process, for tests; can be made to be away. */
final class InMemoryStatusStore implements StatusStore {

    private final Map<String, ToldStatus> statuses = new ConcurrentHashMap<>();
    private volatile boolean away;

    void goAway() {
        away = true;
    }

    @Override
    public CompletableFuture<Optional<ToldStatus>> find(CommandRef command, String partner) {
        return answer(() -> Optional.ofNullable(statuses.get(command.key())));
    }

    @Override
    public CompletableFuture<Optional<ToldStatus>> newest(String id, String partner, @Nullable String source) {
        return answer(() -> statuses.values().stream()
                .filter(told -> told.status().commandId().equals(id))
                .filter(told -> partner.equals(told.status().partner()))
                .filter(told -> source == null || source.equals(told.status().source()))
                .min(Comparator.comparing(told -> told.record() != null)));
    }

    @Override
    public CompletableFuture<Void> keep(ToldStatus told) {
        return answer(() -> statuses.merge(told.subject(), told, ToldStatus::then))
                .thenAccept(kept -> {});
    }

    private <T> CompletableFuture<T> answer(Supplier<T> work) {
        return away
                ? CompletableFuture.failedFuture(new StoreUnavailableException("simulated"))
                : CompletableFuture.completedFuture(work.get());
    }
}
