package io.wasettings.ingest.status;

import io.wasettings.common.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The durable statuses. Both calls fail with {@link io.wasettings.service.mongo.StoreUnavailableException} when the
 * store is away.
 */
interface StatusStore {

    /** The status of that command. */
    CompletableFuture<Optional<Status>> find(String commandId);

    /** Makes the status durable and returns true, unless the command has one already. */
    CompletableFuture<Boolean> insertIfAbsent(Status status);
}
