package io.wasettings.processor.intake;

import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then which ids topics have, as one that is deleted and recreated keeps its assignment and is read on
 * where the one before was. Whoever asks waits for nothing. For one thread.
 */
final class TopicWatch {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private final Supplier<Map<String, String>> ids;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private @Nullable CompletableFuture<Map<String, String>> look;
    private long next;

    /**
     * @param ids by the names of topics; may take its time, and throw
     * @param executor for looks
     * @param nanoTime a monotonic clock, as {@link System#nanoTime()}
     */
    TopicWatch(Supplier<Map<String, String>> ids, Executor executor, LongSupplier nanoTime) {
        this.ids = ids;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.next = nextFromNow();
    }

    /** A watch that looks on threads of their own. */
    static TopicWatch of(Supplier<Map<String, String>> ids, LongSupplier nanoTime) {
        return new TopicWatch(ids, look -> new Thread(look, "topic-watch").start(), nanoTime);
    }

    /** Forgets what is being looked up: it is known by now, and may be older than that. */
    void forget() {
        look = null;
        next = nextFromNow();
    }

    /** What was found since the last call; begins another look when it is time. */
    Optional<Map<String, String>> news() {
        CompletableFuture<Map<String, String>> found = look;
        if (found != null && found.isDone()) {
            forget();
            return result(found);
        }
        if (found == null && nanoTime.getAsLong() - next >= 0) {
            look = begin();
        }
        return Optional.empty();
    }

    private long nextFromNow() {
        return nanoTime.getAsLong() + INTERVAL.toNanos();
    }

    private CompletableFuture<Map<String, String>> begin() {
        try {
            return CompletableFuture.supplyAsync(ids, executor);
        } catch (OutOfMemoryError noThread) {
            // Thrown on, it would end the poll loop.
            return CompletableFuture.failedFuture(noThread);
        }
    }

    private static Optional<Map<String, String>> result(CompletableFuture<Map<String, String>> found) {
        try {
            return Optional.of(found.join());
        } catch (CompletionException e) {
            LogLine.debug(LOG, "topics_not_seen").with("cause", e.getCause()).write();
            return Optional.empty();
        }
    }
}
