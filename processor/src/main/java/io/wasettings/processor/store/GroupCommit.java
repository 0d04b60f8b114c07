package io.wasettings.processor.store;

import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets calls of concurrent callers travel together: whoever comes while a batch is under way joins the next one. Alone,
 * a call goes at once. There is no timer, and no waiting for a batch to fill. Thread-safe.
 *
 * <p>One of the callers makes the batch's call on its own thread, and then lets one of those who came meanwhile go on.
 *
 * @param <C> what is asked for
 * @param <R> what is answered
 */
final class GroupCommit<C, R> {

    private final int maxBatch;
    private final Function<List<C>, List<R>> store;

    private final Queue<Caller> waiting = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param store makes the calls, and returns an answer for each, in their order. It may throw: a
     *     {@link StoreUnavailableException} is the answer to all of the batch that have none yet, and after any other
     *     exception each call is made alone, so that nobody pays for another one's. So it must be harmless to make a
     *     call twice.
     */
    GroupCommit(Function<List<C>, List<R>> store) {
        this(MongoCalls.MAX_BATCH, store);
    }

    /** @param maxBatch how many calls travel together at most */
    GroupCommit(int maxBatch, Function<List<C>, List<R>> store) {
        this.maxBatch = maxBatch;
        this.store = store;
    }

    /** The answer to that call; throws what the store throws. Waits for the batch before, and for its own. */
    R call(C call) {
        Caller caller = new Caller(call);
        return isFirst(caller) ? lead(caller) : caller.turn.join().get();
    }

    private synchronized boolean isFirst(Caller caller) {
        if (underWay) {
            waiting.add(caller);
            return false;
        }
        underWay = true;
        return true;
    }

    /** Makes the call of that caller, and of those who wait behind it. */
    private R lead(Caller leader) {
        try {
            return carryOut(batch(leader));
        } finally {
            passOn();
        }
    }

    /** Makes the calls of those callers; returns the answer to the first of them. */
    private R carryOut(List<Caller> batch) {
        try {
            List<Supplier<R>> answers = answers(batch);
            for (int i = 1; i < batch.size(); i++) {
                batch.get(i).turn.complete(answers.get(i));
            }
            return answers.get(0).get();
        } catch (Error e) {
            // As it is: wrapped, it would be taken for what is wrong with each call.
            Supplier<R> broken = () -> {
                throw e;
            };
            batch.forEach(caller -> caller.turn.complete(broken));
            throw e;
        }
    }

    private synchronized List<Caller> batch(Caller leader) {
        List<Caller> batch = new ArrayList<>(waiting.size() + 1);
        batch.add(leader);
        while (!waiting.isEmpty() && batch.size() < maxBatch) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private synchronized void passOn() {
        Caller next = waiting.poll();
        if (next == null) {
            underWay = false;
        } else {
            next.turn.complete(next.lead);
        }
    }

    private List<Supplier<R>> answers(List<Caller> batch) {
        List<Supplier<R>> answers = new ArrayList<>();
        try {
            make(batch, answers);
        } catch (StoreUnavailableException e) {
            // To those as well who were still to be asked for, one by one: each would wait for a store that is away.
            answers.addAll(Collections.nCopies(batch.size() - answers.size(), failing(e)));
        }
        return answers;
    }

    private void make(List<Caller> batch, List<Supplier<R>> answers) {
        try {
            store.apply(batch.stream().map(caller -> caller.call).toList())
                    .forEach(answer -> answers.add(() -> answer));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                answers.add(failing(e));
            } else {
                batch.forEach(caller -> make(List.of(caller), answers));
            }
        }
    }

    private static <R> Supplier<R> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** One who waits for its turn: what it does then is to take its answer, or to lead the next batch. */
    private final class Caller {

        private final C call;
        private final CompletableFuture<Supplier<R>> turn = new CompletableFuture<>();

        /** Made here, so that its turn comes also if there is no memory left then. */
        private final Supplier<R> lead;

        Caller(C call) {
            this.call = call;
            this.lead = () -> lead(this);
        }
    }
}
