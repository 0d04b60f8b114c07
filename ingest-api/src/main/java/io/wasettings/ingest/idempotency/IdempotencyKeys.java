package io.wasettings.ingest.idempotency;

import java.util.concurrent.CompletableFuture;

/**
 * The keys in use. All calls fail with {@link io.wasettings.service.mongo.StoreUnavailableException} if the store is
 * unavailable.
 */
public interface IdempotencyKeys {

    /**
     * Binds the key of a request to a command: to the one proposed, unless the key stands for one already. Of
     * concurrent claims exactly one wins, and all learn the same command.
     */
    CompletableFuture<Claim> claim(KeyedRequest request, String proposedCommandId);

    /**
     * Remembers that the command was published, so that a repetition need not publish it again; unless the key stands
     * for another one by now.
     */
    CompletableFuture<?> markPublished(KeyedRequest request, String commandId);
}
