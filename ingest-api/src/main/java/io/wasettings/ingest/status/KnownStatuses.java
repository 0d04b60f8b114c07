package io.wasettings.ingest.status;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.common.ToldStatus;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.status.StatusEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The statuses of commands, wherever they are known: on the board, in the store, or else on the status topic. */
public final class KnownStatuses {

    private final StatusBoard board;
    private final StatusStore store;
    private final Publisher publisher;
    private final Executor executor;

    KnownStatuses(StatusBoard board, StatusStore store, Publisher publisher, Executor executor) {
        this.board = board;
        this.store = store;
        this.publisher = publisher;
        this.executor = executor;
    }

    /**
     * The status of that partner's command; fails with {@link StoreUnavailableException} when only the store could
     * tell.
     */
    public CompletableFuture<Optional<Status>> find(CommandRef command, String partner) {
        Optional<Status> recent = board.recent(command);
        return recent.isPresent() ? CompletableFuture.completedFuture(recent) : store.find(command, partner);
    }

    /**
     * The newest command of that id that belongs to the partner; fails with {@link StoreUnavailableException} when only
     * the store could tell.
     *
     * @param source null for any
     */
    public CompletableFuture<Optional<Status>> newest(String id, String partner, @Nullable String source) {
        Optional<Status> recent = board.newest(id, partner, source);
        if (recent.filter(status -> source != null || isOwn(status)).isPresent()) {
            return CompletableFuture.completedFuture(recent);
        }
        return store.newest(id, partner, source)
                .thenApply(known ->
                        known.or(() -> board.newest(id, partner, source)).or(() -> recent))
                .exceptionallyCompose(failure ->
                        withoutStore(board.newest(id, partner, source).or(() -> recent), failure));
    }

    /**
     * What the board knows by then: it may have learnt the status, or forgotten it, while the store kept us waiting.
     */
    private static CompletableFuture<Optional<Status>> withoutStore(Optional<Status> recent, Throwable failure) {
        return recent.isPresent() && StoreUnavailableException.isReason(failure)
                ? CompletableFuture.completedFuture(recent)
                : CompletableFuture.failedFuture(failure);
    }

    /**
     * Nobody else uses the ingest-api's ids; of other producers' commands of one id only the store can tell the newest.
     */
    private static boolean isOwn(Status status) {
        return CommandRef.INGEST_API.equals(status.source());
    }

    /**
     * Makes sure that every instance can tell the status of that command from now on, even after a restart: through the
     * store or, while that is unavailable, the status topic. Fails if neither takes it.
     */
    public CompletableFuture<?> keep(SettingsKey key, Status status) {
        // A later round is known from the topic only; by then an earlier one is in the store, and stays there.
        ToldStatus told = new ToldStatus(status, 0);
        return store.keep(told)
                .exceptionallyComposeAsync(failure -> keepOnTopic(key, told, failure), executor)
                .thenRun(() -> board.post(told));
    }

    private CompletableFuture<Void> keepOnTopic(SettingsKey key, ToldStatus told, Throwable failure) {
        if (!StoreUnavailableException.isReason(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        // A status that is further on came from the topic.
        return told.status().state() == State.ACCEPTED
                ? publisher
                        .publishStatus(key, new StatusEvent(told, StatusEvent.INGEST_API, null, false))
                        .thenAccept(published -> {})
                : CompletableFuture.completedFuture(null);
    }
}
