package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.StatusOrder;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.status.StatusEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The statuses of commands, wherever they are known: on the board, in the store, or else on the status topic. */
public final class KnownStatuses {

    private final StatusBoard board;
    private final BooleanSupplier following;
    private final StatusStore store;
    private final Publisher publisher;
    private final Executor executor;

    /** @param following whether all that is published on the status topic comes to the board */
    KnownStatuses(
            StatusBoard board, BooleanSupplier following, StatusStore store, Publisher publisher, Executor executor) {
        this.board = board;
        this.following = following;
        this.store = store;
        this.publisher = publisher;
        this.executor = executor;
    }

    /**
     * The status of that partner's command; fails with {@link StoreUnavailableException} when only the store could
     * tell.
     */
    public CompletableFuture<Optional<ToldStatus>> find(CommandRef command, String partner) {
        return known(() -> board.recent(command), recent -> true, () -> store.find(command, partner));
    }

    /**
     * The newest command of that id that belongs to the partner; fails with {@link StoreUnavailableException} when only
     * the store could tell.
     *
     * @param source null for any
     */
    public CompletableFuture<Optional<Status>> newest(String id, String partner, @Nullable String source) {
        return known(
                        () -> board.newest(id, partner, source),
                        recent -> source != null || isOwn(recent.status()),
                        () -> store.newest(id, partner, source))
                .thenApply(known -> known.map(ToldStatus::status));
    }

    private CompletableFuture<Optional<ToldStatus>> known(
            Supplier<Optional<ToldStatus>> onBoard,
            Predicate<ToldStatus> isMeant,
            Supplier<CompletableFuture<Optional<ToldStatus>>> inStore) {
        Optional<ToldStatus> recent = onBoard.get();
        if (recent.filter(isMeant).filter(this::stands).isPresent()) {
            return CompletableFuture.completedFuture(recent);
        }
        // The board may have learnt the status, or forgotten it, while the store keeps us waiting.
        Supplier<Optional<ToldStatus>> byThen = () -> onBoard.get().or(() -> recent);
        return inStore.get()
                .thenApply(stored ->
                        stored.map(told -> furtherOn(told, byThen.get())).or(byThen))
                .exceptionallyCompose(failure -> withoutStore(byThen.get(), failure));
    }

    /** Whether this is certainly the newest status: while the topic is not followed, the command may be further on. */
    private boolean stands(ToldStatus recent) {
        return StatusOrder.isFinal(recent.status().state()) || following.getAsBoolean();
    }

    /** Of several commands of one id the store tells which is the newest. */
    private static ToldStatus furtherOn(ToldStatus stored, Optional<ToldStatus> recent) {
        return recent.filter(told -> told.subject().equals(stored.subject()))
                .map(stored::then)
                .orElse(stored);
    }

    private static CompletableFuture<Optional<ToldStatus>> withoutStore(
            Optional<ToldStatus> recent, Throwable failure) {
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
