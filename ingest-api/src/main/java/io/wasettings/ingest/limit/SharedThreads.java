package io.wasettings.ingest.limit;

import io.wasettings.ingest.limit.Places.Taking;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Limits each owner to a share of the threads; its further tasks queue and delay nobody else's. Thread-safe. */
public final class SharedThreads {

    private final Executor threads;
    private final int share;
    private final Places places;
    private final Map<String, Owner> owners = new HashMap<>();

    /** An owner with tasks. */
    private static final class Owner {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /**
     * @param share threads that one owner may have at a time
     * @param places limits the tasks that may run or wait
     */
    public SharedThreads(Executor threads, int share, Places places) {
        this.threads = threads;
        this.share = share;
        this.places = places;
    }

    /**
     * Runs the task as soon as its owner has a thread for it.
     *
     * @throws RejectedExecutionException if too many tasks wait already, of that owner or of all
     */
    public void execute(String owner, Runnable task) {
        if (places.take(owner) != Taking.TAKEN) {
            throw new RejectedExecutionException("Too much is waiting");
        }
        if (mayRun(owner, task)) {
            run(owner, task);
        }
    }

    private synchronized boolean mayRun(String name, Runnable task) {
        Owner owner = owners.computeIfAbsent(name, any -> new Owner());
        if (owner.running == share) {
            owner.waiting.add(task);
            return false;
        }
        owner.running++;
        return true;
    }

    private void run(String owner, Runnable task) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    ended(owner);
                }
            });
        } catch (RuntimeException | Error e) {
            ended(owner);
            throw e;
        }
    }

    private void ended(String owner) {
        places.free(owner);
        Runnable next = next(owner);
        if (next != null) {
            run(owner, next);
        }
    }

    /** The owner's next task, in place of one that has ended. */
    private synchronized @Nullable Runnable next(String name) {
        Owner owner = owners.get(name);
        if (owner == null) {
            return null;
        }
        Runnable next = owner.waiting.poll();
        if (next == null && --owner.running == 0) {
            owners.remove(name);
        }
        return next;
    }
}
