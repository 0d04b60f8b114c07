package io.wasettings.processor.command.reading;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * What of a delivery's retry headers is believed. They count on the retry topics only, and no command appeared first
 * after the record that tells of it.
 *
 * @param areWhole whether nothing of them is missing, malformed or out of bounds
 */
record BelievedHeaders(RetryHeaders headers, boolean areWhole) {

    static BelievedHeaders of(Delivery delivery) {
        return whole(delivery)
                .map(headers -> new BelievedHeaders(headers, true))
                .orElseGet(() -> new BelievedHeaders(readable(delivery), false));
    }

    private static Optional<RetryHeaders> whole(Delivery delivery) {
        return delivery.tier() == 0
                ? Optional.of(new RetryHeaders(0, delivery.version(), Instant.EPOCH, 0))
                : RetryHeaders.read(delivery.lastHeaders()).filter(headers -> isPlausible(headers.version(), delivery));
    }

    private static RetryHeaders readable(Delivery delivery) {
        RetryHeaders headers = RetryHeaders.readable(delivery.lastHeaders());
        return isPlausible(headers.version(), delivery) ? headers : headers.of(Version.UNKNOWN);
    }

    /**
     * A record comes to a retry topic after it came to the commands topic. Where the log is known, its offset counts:
     * the clock may have been set back since.
     */
    private static boolean isPlausible(Version version, Delivery delivery) {
        return version.log() != null || version.timestamp() <= delivery.timestamp() + Delivery.CLOCKS_APART.toMillis();
    }
}
