package io.wasettings.ingest.submit;

import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.Places.Taking;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Lets a partner's requests wait as long as they are no more than its share of all that may; further ones do not wait,
 * which is to say that they are answered 202 at once.
 */
final class WaitingRoom {

    private final Places places;
    private final SubmitMetrics metrics;

    /** @param share how many requests of one partner may wait; how many of all may is the status board's to say */
    WaitingRoom(int share, SubmitMetrics metrics) {
        this.places = new Places(Integer.MAX_VALUE, share);
        this.metrics = metrics;
    }

    /** Makes the request, with the patience that there is room for. */
    CompletableFuture<Submitted> admit(
            String partner, Duration patience, Function<Duration, CompletableFuture<Submitted>> request) {
        if (patience.isZero()) {
            return request.apply(patience);
        }
        if (places.take(partner) != Taking.TAKEN) {
            metrics.waited(patience, false, false);
            return request.apply(Duration.ZERO);
        }
        try {
            return request.apply(patience).whenComplete((submitted, failure) -> places.free(partner));
        } catch (RuntimeException | Error e) {
            places.free(partner);
            throw e;
        }
    }
}
