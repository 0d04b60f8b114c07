package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The durable statuses. All calls fail with {@link io.wasettings.service.mongo.StoreUnavailableException} if the store
 * is unavailable.
 */
interface StatusStore {

    /**
     * The status of that command.
     *
     * @param partner whose share of the calls it takes
     */
    CompletableFuture<Optional<ToldStatus>> find(CommandRef command, String partner);

    /**
     * The newest command of that id that belongs to the partner.
     *
     * @param source null for any
     */
    CompletableFuture<Optional<ToldStatus>> newest(String id, String partner, @Nullable String source);

    /** Makes the status durable, unless it does not replace the one that is there. */
    CompletableFuture<Void> keep(ToldStatus told);
}
