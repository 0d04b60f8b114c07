package io.wasettings.ingest.status;

import io.wasettings.common.CommandRef;
import io.wasettings.common.Status;
import io.wasettings.common.ToldStatus;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.GroupCommit;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandStatuses;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The statuses in collection {@code commands}; those that are kept at the same time travel together. The processor
 * writes here as well, and owns the indexes.
 */
final class MongoStatusStore implements StatusStore {

    private final Store store;
    private final CommandStatuses statuses;
    private final GroupCommit<ToldStatus, ToldStatus> keeping = new GroupCommit<>(this::keepAll);

    MongoStatusStore(Store store, CommandStatuses statuses) {
        this.store = store;
        this.statuses = statuses;
    }

    @Override
    public CompletableFuture<Optional<Status>> find(CommandRef command) {
        return store.call(any -> statuses.find(command).map(ToldStatus::status));
    }

    @Override
    public CompletableFuture<Optional<Status>> newest(String id, String partner, @Nullable String source) {
        return store.call(any -> statuses.newest(id, partner, source).map(ToldStatus::status));
    }

    @Override
    public CompletableFuture<?> keep(ToldStatus told) {
        return store.call(any -> keeping.call(told));
    }

    private List<ToldStatus> keepAll(List<ToldStatus> told) {
        return MongoCalls.answer(() -> {
            statuses.keep(told);
            return told;
        });
    }
}
