package io.wasettings.ingest.store;

import com.mongodb.client.MongoDatabase;
import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.SharedThreads;
import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls MongoDB off the caller's thread and gives up in time. Writes are acknowledged by a majority, and so was what is
 * read. One partner's calls do not delay another's.
 *
 * <p>A call fails with {@link StoreUnavailableException} if the store does not answer within the timeout or refuses, or
 * if too many calls are waiting already. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int THREADS = 32;
    /** Threads that one partner's calls may take: a quarter. */
    private static final int SHARE = 8;

    /** Calls for partners that may be under way or wait. */
    private static final int CALLS = 5000;
    /** The same for one partner: as many as the default rate limits let in at once. */
    private static final int CALLS_OF_ONE = 600;
    /** Calls for no partner that may be under way or wait, in addition. */
    private static final int OUR_CALLS = 1000;

    private static final String US = "";

    private final MongoDatabase database;
    private final Duration timeout;
    private final ThreadPoolExecutor executor;
    private final SharedThreads forPartners;
    private final SharedThreads forUs;

    /** @param timeout the longest that one call may take, waiting for a thread included */
    public Store(MongoDatabase database, Duration timeout) {
        this.database = database;
        this.timeout = timeout;
        // The places bound the queue; tasks are refused only after the end, when nobody waits for them.
        this.executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("store"),
                new ThreadPoolExecutor.DiscardPolicy());
        this.executor.allowCoreThreadTimeOut(true);
        this.forPartners = new SharedThreads(executor, SHARE, new Places(CALLS, CALLS_OF_ONE));
        this.forUs = new SharedThreads(executor, SHARE, new Places(OUR_CALLS, OUR_CALLS));
    }

    /** Runs that work on the database, in the caller's log context, for no partner. */
    public <T> CompletableFuture<T> call(Function<MongoDatabase, T> work) {
        return called(() -> start(work));
    }

    /** The same for that partner, with its share of the threads. */
    public <T> CompletableFuture<T> call(String partner, Function<MongoDatabase, T> work) {
        return called(() -> start(forPartners, partner, work));
    }

    private <T> CompletableFuture<T> called(Supplier<CompletableFuture<T>> call) {
        try {
            return told(call.get());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(tooMany());
        }
    }

    /**
     * The same for no partner, without logging a failure: it fails with a {@link TimeoutException}, or with what the
     * work threw.
     *
     * @throws RejectedExecutionException if too many calls are waiting already
     */
    <T> CompletableFuture<T> start(Function<MongoDatabase, T> work) {
        return start(forUs, US, work);
    }

    private <T> CompletableFuture<T> start(SharedThreads threads, String owner, Function<MongoDatabase, T> work) {
        CommandContext about = CommandContext.current();
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(owner, () -> about.run(() -> run(work, result)));
        return inTime(result);
    }

    /** Lets the result fail if it does not come in time. */
    <T> CompletableFuture<T> inTime(CompletableFuture<T> result) {
        return result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The same result; an unavailable store is logged in the caller's log context. */
    <T> CompletableFuture<T> told(CompletableFuture<T> result) {
        CommandContext about = CommandContext.current();
        return result.exceptionallyCompose(failure -> about.within(() -> failed(failure)));
    }

    static StoreUnavailableException tooMany() {
        return new StoreUnavailableException("Too many calls wait for the store");
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private <T> void run(Function<MongoDatabase, T> work, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(MongoCalls.answer(() -> work.apply(database)));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private <T> CompletableFuture<T> failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException || cause instanceof StoreUnavailableException) {
            LogLine.warn(LOG, "store_unavailable").causedBy(cause).write();
            return CompletableFuture.failedFuture(new StoreUnavailableException("The store did not answer"));
        }
        return CompletableFuture.failedFuture(cause);
    }
}
