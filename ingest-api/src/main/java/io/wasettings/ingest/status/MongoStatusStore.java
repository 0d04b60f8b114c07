package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.store.GroupedCalls;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.status.CommandStatuses;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The statuses in collection {@code commands}; concurrent writes share a call. The processor writes here as well, and
 * owns the indexes.
 */
final class MongoStatusStore implements StatusStore {

    private final Store store;
    private final CommandStatuses statuses;
    private final GroupedCalls<ToldStatus> keeping;

    MongoStatusStore(Store store, CommandStatuses statuses) {
        this.store = store;
        this.statuses = statuses;
        this.keeping = new GroupedCalls<>(store, statuses::keep);
    }

    @Override
    public CompletableFuture<Optional<ToldStatus>> find(CommandRef command, String partner) {
        return store.call(partner, any -> statuses.find(command));
    }

    @Override
    public CompletableFuture<Optional<ToldStatus>> newest(String id, String partner, @Nullable String source) {
        return store.call(partner, any -> statuses.newest(id, partner, source));
    }

    @Override
    public CompletableFuture<Void> keep(ToldStatus told) {
        return keeping.call(told);
    }
}
