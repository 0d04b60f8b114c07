package io.wasettings.ingest.status;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What is known of commands, wherever it is known: on the board, in the store, or else on the status topic. */
public final class Statuses {

    /** Not the source of commands, because CloudEvents identifies an event by its source and id together. */
    private static final String SOURCE = "/wa-settings/ingest-api/status";

    private final StatusBoard board;
    private final StatusStore store;
    private final Publisher publisher;
    private final Executor executor;

    Statuses(StatusBoard board, StatusStore store, Publisher publisher, Executor executor) {
        this.board = board;
        this.store = store;
        this.publisher = publisher;
        this.executor = executor;
    }

    /** The status of that command; fails with {@link StoreUnavailableException} when only the store could tell. */
    public CompletableFuture<Optional<Status>> find(String commandId) {
        Optional<Status> recent = board.recent(commandId);
        return recent.isPresent() ? CompletableFuture.completedFuture(recent) : store.find(commandId);
    }

    /**
     * Makes sure that every instance can tell the status of that command from now on, also after a restart: in the
     * store or, while that is away, on the status topic. Fails when neither takes it.
     */
    public CompletableFuture<Status> keep(SettingsKey key, Status status) {
        return store.insertIfAbsent(status)
                .thenApply(inserted -> status)
                .exceptionallyComposeAsync(failure -> keepOnTopic(key, status, failure), executor)
                .whenComplete((kept, failure) -> {
                    if (failure == null) {
                        board.post(status);
                    }
                });
    }

    private CompletableFuture<Status> keepOnTopic(SettingsKey key, Status status, Throwable failure) {
        if (!StoreUnavailableException.isReason(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        // Whatever is further on came from the topic.
        return status.state() == State.ACCEPTED
                ? publisher.publishStatus(key, event(status)).thenApply(published -> status)
                : CompletableFuture.completedFuture(status);
    }

    private static CloudEvent event(Status status) {
        return new CloudEvent(
                status.commandId(),
                SOURCE,
                CloudEvent.STATUS_TYPE,
                status.occurredAt(),
                status.partner(),
                status.channel(),
                null,
                null,
                Json.mapper().writeValueAsBytes(status));
    }
}
