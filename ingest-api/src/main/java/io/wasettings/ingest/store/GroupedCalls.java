package io.wasettings.ingest.store;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the store that travel together: whoever comes while a batch is under way joins the next one; alone, a call
 * goes at once. A batch holds one thread, and those who wait hold none. Thread-safe.
 *
 * @param <C> what is asked for
 */
public final class GroupedCalls<C> {

    /** More than a store answers faster. */
    private static final int MAX_BATCH = 100;

    private final Store store;
    private final Consumer<List<C>> work;
    private final Queue<Caller<C>> waiting = new ArrayDeque<>();
    private boolean underWay;

    private record Caller<C>(C call, CompletableFuture<Void> done) {}

    /**
     * @param work makes the calls. After it threw anything but a {@link StoreUnavailableException} each is made alone,
     *     so that nobody pays for another one's; so it must be harmless to make one twice.
     */
    public GroupedCalls(Store store, Consumer<List<C>> work) {
        this.store = store;
        this.work = work;
    }

    /** Done when that call is; fails as {@link Store#call} does, the wait for the batch before included in its time. */
    public CompletableFuture<Void> call(C call) {
        Caller<C> caller = new Caller<>(call, new CompletableFuture<>());
        if (isFirst(caller)) {
            sendNext();
        }
        return store.inTime(caller.done());
    }

    private synchronized boolean isFirst(Caller<C> caller) {
        waiting.add(caller);
        boolean first = !underWay;
        underWay = true;
        return first;
    }

    private void sendNext() {
        List<Caller<C>> batch = nextBatch();
        if (!batch.isEmpty()) {
            send(batch, this::sendNext);
        }
    }

    /** Empty when nobody waits, or nobody any more. */
    private synchronized List<Caller<C>> nextBatch() {
        List<Caller<C>> batch = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
            Caller<C> caller = waiting.remove();
            if (!caller.done().isDone()) {
                batch.add(caller);
            }
        }
        underWay = !batch.isEmpty();
        return batch;
    }

    /** Sends the batch; what comes then does not wait for what its callers do with their answers. */
    private void send(List<Caller<C>> batch, Runnable then) {
        CompletableFuture<?> unused = start(batch).whenComplete((done, failure) -> {
            then.run();
            tell(batch, failure);
        });
    }

    private CompletableFuture<?> start(List<Caller<C>> batch) {
        List<C> calls = batch.stream().map(Caller::call).toList();
        try {
            return store.start(database -> {
                work.accept(calls);
                return calls;
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(Store.tooMany());
        }
    }

    private void tell(List<Caller<C>> batch, @Nullable Throwable failure) {
        if (failure == null) {
            batch.forEach(caller -> caller.done().complete(null));
        } else if (batch.size() == 1 || StoreUnavailableException.isReason(failure)) {
            batch.forEach(caller -> caller.done().completeExceptionally(failure));
        } else {
            batch.forEach(caller -> send(List.of(caller), () -> {}));
        }
    }
}
