package io.wasettings.processor.token.grant;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Of calls for the same key at the same time one is made, and all get its result. Nothing is kept once it is there.
 *
 * @param <K> what tells calls apart
 * @param <T> the result
 */
final class SingleFlight<K, T> {

    private final ConcurrentMap<K, CompletableFuture<T>> inFlight = new ConcurrentHashMap<>();

    /** Makes the call, or waits for the one that is being made. */
    T call(K key, Supplier<T> call) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> other = inFlight.putIfAbsent(key, mine);
        if (other != null) {
            return join(other);
        }
        try {
            T result = call.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            // Errors too: who waits must never wait for a thread that is gone.
            mine.completeExceptionally(e);
            throw e;
        } finally {
            inFlight.remove(key, mine);
        }
    }

    private static <T> T join(CompletableFuture<T> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
