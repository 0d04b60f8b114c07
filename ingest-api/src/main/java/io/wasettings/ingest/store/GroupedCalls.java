package io.wasettings.ingest.store;

import io.wasettings.service.log.CommandContext;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the store that travel together: a call that comes while a batch is under way joins the next one; a lone call
 * goes at once. A batch holds one thread, and waiting callers hold none. Thread-safe.
 *
 * @param <C> the kind of call
 */
public final class GroupedCalls<C> {

    private static final CommandContext NOBODYS = CommandContext.of(null, null);

    private final Store store;
    private final Consumer<List<C>> work;
    private final Queue<Caller<C>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /**
     * A waiting caller.
     *
     * @param about the log context of its thread, restored for what it does with the answer
     */
    private record Caller<C>(C call, CommandContext about, CompletableFuture<Void> done) {

        void succeed() {
            about.run(() -> done.complete(null));
        }

        void fail(Throwable why) {
            about.run(() -> done.completeExceptionally(why));
        }
    }

    /**
     * @param work makes the calls. If it throws anything but a {@link StoreUnavailableException}, each call is made
     *     alone, so that none fails because of another; so it must be harmless to make one twice.
     */
    public GroupedCalls(Store store, Consumer<List<C>> work) {
        this.store = store;
        this.work = work;
    }

    /**
     * Completes when the call is done. Fails with {@link StoreUnavailableException} if the store refuses, or does not
     * answer within the timeout, the wait for the previous batch included.
     */
    public CompletableFuture<Void> call(C call) {
        Caller<C> caller = new Caller<>(call, CommandContext.current(), new CompletableFuture<>());
        CompletableFuture<Void> done = store.told(store.inTime(caller.done()));
        if (isFirst(caller)) {
            sendNext();
        }
        return done;
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

    /** Empty if no caller waits, or none any more. */
    private synchronized List<Caller<C>> nextBatch() {
        List<Caller<C>> batch = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < MongoCalls.MAX_BATCH) {
            Caller<C> caller = waiting.remove();
            if (!caller.done().isDone()) {
                batch.add(caller);
            }
        }
        underWay = !batch.isEmpty();
        return batch;
    }

    /** Sends the batch; later calls do not wait for what its callers do with their answers. */
    private void send(List<Caller<C>> batch, Runnable then) {
        CompletableFuture<?> unused = start(batch).whenComplete((done, failure) -> {
            try {
                then.run();
            } finally {
                tell(batch, failure);
            }
        });
    }

    private CompletableFuture<?> start(List<Caller<C>> batch) {
        List<C> calls = batch.stream().map(Caller::call).toList();
        try {
            return NOBODYS.within(() -> store.start(database -> {
                work.accept(calls);
                return calls;
            }));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(Store.tooMany());
        } catch (Error e) {
            // Such as when no thread can be made: later callers must not wait for this batch.
            return CompletableFuture.failedFuture(e);
        }
    }

    private void tell(List<Caller<C>> batch, @Nullable Throwable failure) {
        if (failure == null) {
            batch.forEach(Caller::succeed);
        } else if (batch.size() == 1 || isAway(failure)) {
            batch.forEach(caller -> caller.fail(failure));
        } else {
            batch.forEach(caller -> send(List.of(caller), () -> {}));
        }
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof TimeoutException || StoreUnavailableException.isReason(failure);
    }
}
