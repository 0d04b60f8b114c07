package io.wasettings.processor.intake;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of the intake.
 *
 * @param concurrency commands in flight in this process
 * @param concurrencyPerPartner commands in flight of one partner, so that a slow one leaves room for the others, a
 *     quarter of all unless set; if it is below the concurrency, a part of that is kept for partners who have few and
 *     whose servers are not slow
 * @param maxWaiting deliveries that wait in memory; beyond it nothing is fetched. The last quarter is not for partners
 *     whose servers are slow, if they have an eighth: what they send goes to a retry topic untried
 * @param maxWaitingPerPartner deliveries of one partner that wait in memory, a quarter of all unless set; beyond it
 *     they go to a retry topic untried
 * @param maxWaitingSize bytes of deliveries that wait in memory or are under way; beyond it nothing is fetched. The
 *     last quarter as above
 * @param maxWaitingSizePerPartner bytes of deliveries of one partner that wait in memory or are under way, a quarter of
 *     all unless set; beyond it they go to a retry topic untried
 * @param maxUncommittedSpan offsets of a partition between the lowest unfinished one and the next one to fetch; what
 *     still waits when three quarters of them have come since goes to a retry topic untried
 * @param commitInterval how often finished offsets are committed
 * @param overdueAfter how long a command may be under way before it is given back; well above the sum of all limits of
 *     its steps, so that only a fault brings it about
 * @param rebalanceGrace how long a partition that is taken away waits for what runs
 * @param shutdownGrace how long a stop waits for what runs
 */
@Validated
@ConfigurationProperties("wa.settings.processor")
record IntakeProperties(
        @DefaultValue("256") @Min(1) int concurrency,
        @Min(1) @Nullable Integer concurrencyPerPartner,
        @DefaultValue("2000") @Min(1) int maxWaiting,
        @Min(1) @Nullable Integer maxWaitingPerPartner,
        @DefaultValue("32MB") @NotNull DataSize maxWaitingSize,
        @Nullable DataSize maxWaitingSizePerPartner,
        @DefaultValue("10000") @Min(1) int maxUncommittedSpan,

        @DefaultValue("200ms") @NotNull @DurationMin Duration commitInterval,

        @DefaultValue("10m") @NotNull @DurationMin(millis = 100)
        Duration overdueAfter,

        @DefaultValue("5s") @NotNull @DurationMin Duration rebalanceGrace,
        @DefaultValue("25s") @NotNull @DurationMin Duration shutdownGrace) {

    /** One partner's part of what all have. */
    private static final int SHARE = 4;

    @AssertTrue(message = "wa.settings.processor.max-waiting-size and max-waiting-size-per-partner must be at least 1B")
    boolean isRoomForSome() {
        return isSome(maxWaitingSize) && isSome(maxWaitingSizePerPartner);
    }

    /** What is missing is told elsewhere. */
    private static boolean isSome(@Nullable DataSize size) {
        return size == null || size.toBytes() > 0;
    }

    /** What may run of one partner. */
    int runningOfOne() {
        return concurrencyPerPartner == null ? Math.max(1, concurrency / SHARE) : concurrencyPerPartner;
    }

    /** What may wait of one partner. */
    int waitingOfOne() {
        return maxWaitingPerPartner == null ? Math.max(1, maxWaiting / SHARE) : maxWaitingPerPartner;
    }

    /** The bytes that one partner may have waiting or under way. */
    long bytesOfOne() {
        return maxWaitingSizePerPartner == null
                ? Math.max(1, maxWaitingSize.toBytes() / SHARE)
                : maxWaitingSizePerPartner.toBytes();
    }
}
