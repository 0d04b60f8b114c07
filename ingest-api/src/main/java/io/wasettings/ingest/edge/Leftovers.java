package io.wasettings.ingest.edge;

import io.wasettings.ingest.limit.SharedThreads;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Reads and drops the rest of a refused request's body for a moment. Otherwise a client that is still sending when its
 * connection is closed would not see why it was refused. Holds no thread; bounded.
 */
final class Leftovers {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** The owner of all these reads: most senders are not known, so together they have one share of the threads. */
    private static final String ANYBODY = "";

    private final Semaphore places;
    private final SharedThreads threads;

    Leftovers(int places, SharedThreads threads) {
        this.places = new Semaphore(places);
        this.threads = threads;
    }

    /**
     * Completes when nothing is left or the moment is over; at once if there are too many.
     *
     * @param begin starts the reading, or makes sure that it is started
     */
    CompletableFuture<?> drop(HttpServletRequest request, Consumer<BodyReading> begin) {
        if (!places.tryAcquire()) {
            return CompletableFuture.completedFuture(null);
        }
        BodyReading reading = new BodyReading(request, task -> threads.execute(ANYBODY, task), 0, MOMENT);
        CompletableFuture<?> dropped = reading.body().whenComplete((body, failure) -> places.release());
        begin.accept(reading);
        return dropped;
    }
}
