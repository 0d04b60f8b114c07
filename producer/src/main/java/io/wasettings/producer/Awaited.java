package io.wasettings.producer;

import io.wasettings.common.Status;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The commands of a source whose end somebody waits for, by id. What hangs on a future never runs on the thread that
 * tells its end. Thread-safe.
 */
final class Awaited implements StatusFollower.Listener {

    private final String source;
    /** Callbacks that may block before others notice. */
    private static final int THREADS = 32;

    /** The pool that futures have of themselves may be one thread, which whoever blocks would take from all others. */
    private final Executor elsewhere = threads();

    private final Map<String, CompletableFuture<Status>> byId = new ConcurrentHashMap<>();
    private volatile boolean silent;

    Awaited(String source) {
        this.source = source;
    }

    /**
     * Waits for the end of that command. Whoever gives up is forgotten.
     *
     * @throws IllegalStateException when it is waited for already
     */
    CompletableFuture<Status> end(String id) {
        CompletableFuture<Status> end = new CompletableFuture<>();
        if (byId.putIfAbsent(id, end) != null) {
            throw new IllegalStateException("A command of this id is on its way already");
        }
        var unused = end.whenComplete((status, failure) -> byId.remove(id, end));
        // Looked at after it was entered, so that whoever ends all others meanwhile does not miss it.
        if (silent) {
            end.completeExceptionally(silence());
        }
        return end;
    }

    @Override
    public void told(Status status) {
        if (status.terminal() && source.equals(status.source())) {
            // Taken away at once: the first status that ends it counts, whichever completes first.
            CompletableFuture<Status> end = byId.remove(status.commandId());
            if (end != null) {
                var unused = end.completeAsync(() -> status, elsewhere);
            }
        }
    }

    /** Of those that are waited for nothing will be heard, nor of any later one. */
    @Override
    public void ended() {
        silent = true;
        byId.values().forEach(end -> fail(end, silence()));
    }

    /** Lets that one fail. */
    void fail(CompletableFuture<Status> end, Throwable cause) {
        elsewhere.execute(() -> end.completeExceptionally(cause));
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), Awaited::daemon);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread daemon(Runnable completion) {
        Thread thread = new Thread(completion, "wa-settings-ends");
        thread.setDaemon(true);
        return thread;
    }

    private static IllegalStateException silence() {
        return new IllegalStateException("Statuses are followed no longer, as the producer was closed or its thread"
                + " has died. Submit the command again under its id, with a new producer, to be told its outcome");
    }
}
