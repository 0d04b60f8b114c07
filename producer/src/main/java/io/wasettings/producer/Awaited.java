package io.wasettings.producer;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The commands of a source whose end somebody waits for, by id. Callbacks of a future never run on the thread that
 * completes it. Thread-safe.
 */
final class Awaited implements StatusFollower.Listener {

    /** Callbacks that may block before others notice. */
    private static final int THREADS = 32;

    private final String source;
    /** The futures' default pool may be a single thread, which one blocking callback would take from all others. */
    private final Executor elsewhere = threads();

    private final Map<String, Waiting> byId = new ConcurrentHashMap<>();
    private volatile boolean silent;

    /**
     * One command.
     *
     * @param place of its record, once that is known
     */
    private record Waiting(CompletableFuture<Status> end, CompletionStage<String> place) {}

    Awaited(String source) {
        this.source = source;
    }

    /**
     * Completes when that command ends. A caller who gives up is forgotten.
     *
     * @param place {@code topic/partition/offset} of its record, once that is known
     * @throws IllegalStateException if it is waited for already
     */
    CompletableFuture<Status> end(String id, CompletionStage<String> place) {
        CompletableFuture<Status> end = new CompletableFuture<>();
        Waiting waiting = new Waiting(end, place);
        if (byId.putIfAbsent(id, waiting) != null) {
            throw new IllegalStateException("A command of this id is on its way already; cancel what waits for"
                    + " its end to submit it again");
        }
        var unused = end.whenComplete((status, failure) -> byId.remove(id, waiting));
        // Looked at after the entry was made, so that ended() cannot miss it.
        if (silent) {
            end.completeExceptionally(silence());
        }
        return end;
    }

    @Override
    public void told(ToldStatus told) {
        Status status = told.status();
        Waiting waiting = byId.get(status.commandId());
        if (waiting == null || !status.terminal()) {
            return;
        }
        String record = told.record();
        if (record == null) {
            if (source.equals(status.source())) {
                complete(waiting, status);
            }
        } else {
            // This status is about one record, perhaps that of another command with the same id, and may come before
            // the place of this one is known. The place decides, even if the source could not be read.
            var unused = waiting.place().thenAccept(place -> {
                if (place.equals(record)) {
                    complete(waiting, status);
                }
            });
        }
    }

    /** Removed at once: the first status that ends it counts, whichever completes first. */
    private void complete(Waiting waiting, Status status) {
        if (byId.remove(status.commandId(), waiting)) {
            var unused = waiting.end().completeAsync(() -> status, elsewhere);
        }
    }

    /** Nothing more will be heard of the awaited commands, nor of later ones. */
    @Override
    public void ended() {
        silent = true;
        byId.values().forEach(waiting -> fail(waiting.end(), silence()));
    }

    /** Lets that future fail. */
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
