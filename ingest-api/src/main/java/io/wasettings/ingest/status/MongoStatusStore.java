package io.wasettings.ingest.status;

import io.wasettings.common.CommandRef;
import io.wasettings.common.Status;
import io.wasettings.common.ToldStatus;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.status.CommandStatuses;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statuses in collection {@code commands}. The processor writes here as well, and owns the indexes. */
final class MongoStatusStore implements StatusStore {

    private final Store store;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a command is remembered after its last status */
    MongoStatusStore(Store store, Clock clock, Duration retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public CompletableFuture<Optional<Status>> find(CommandRef command) {
        return call(statuses -> statuses.find(command).map(ToldStatus::status));
    }

    @Override
    public CompletableFuture<Optional<Status>> newest(String id, String partner, @Nullable String source) {
        return call(statuses -> statuses.newest(id, partner, source).map(ToldStatus::status));
    }

    @Override
    public CompletableFuture<?> keep(ToldStatus told) {
        return call(statuses -> {
            statuses.keep(List.of(told));
            return told;
        });
    }

    private <T> CompletableFuture<T> call(Function<CommandStatuses, T> work) {
        return store.call(database -> work.apply(new CommandStatuses(database, clock, retention)));
    }
}
