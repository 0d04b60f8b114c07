package io.wasettings.ingest.submit;

import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.Places.Taking;
import io.wasettings.ingest.submit.SubmitMetrics.WaitEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lets no more of a partner's requests wait than its share; further ones are answered 202 at once. */
final class WaitingRoom {

    private final WaitProperties limits;
    private final Places places;
    private final SubmitMetrics metrics;

    /** @param share how many requests of one partner may wait; how many of all may is the status board's to say */
    WaitingRoom(WaitProperties limits, int share, SubmitMetrics metrics) {
        this.limits = limits;
        this.places = new Places(Integer.MAX_VALUE, share);
        this.metrics = metrics;
    }

    /** The part of the preference that was applied; empty if nothing was preferred or possible. */
    Optional<String> applied(Preference preference, boolean waited) {
        return preference.applied(limits, waited);
    }

    /** Makes the request with the preferred patience, if there is room to wait. */
    CompletableFuture<Reply> admit(
            String partner, Preference preference, Function<Duration, CompletableFuture<Reply>> request) {
        Duration patience = preference.within(limits);
        if (patience.isZero()) {
            return request.apply(patience);
        }
        if (places.take(partner) != Taking.TAKEN) {
            metrics.waited(patience, WaitEnd.FULL);
            return request.apply(Duration.ZERO);
        }
        try {
            return request.apply(patience).whenComplete((reply, failure) -> places.free(partner));
        } catch (RuntimeException | Error e) {
            places.free(partner);
            throw e;
        }
    }
}
