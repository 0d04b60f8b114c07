package io.wasettings.processor.kafka;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often and when a command is tried again.
 *
 * @param delays one retry per entry, each with a topic of its own; what waits on the topics of entries that are left
 *     out is processed all the same
 * @param jitter a delay is lengthened by a random part of it, at most this one, so that not all come back at once
 * @param maxDeferral how long a command may wait between two attempts for a server that is left alone or busy, before
 *     it is given up
 * @param maxReplays how often operators may replay a command by filter; after that it is parked
 */
@Validated
@ConfigurationProperties("wa.settings.processor.retry")
public record RetryProperties(
        @DefaultValue({"1s", "10s", "1m", "10m"}) @Size(min = 1, max = RetryProperties.MAX_DELAYS)
        List<@NotNull @DurationMin(millis = 1) Duration> delays,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double jitter,

        @DefaultValue("30m") @NotNull @DurationMin Duration maxDeferral,

        @DefaultValue("5") @Min(1) int maxReplays) {

    /** More retry topics than this there are not and never were. */
    public static final int MAX_DELAYS = 20;

    /** How long a command waits at most on the retry topic of that tier, counted from 1. */
    public Duration longest(int tier) {
        return lengthened(delays.get(tier - 1), 1);
    }

    /** That delay with that part of the jitter. */
    public Duration lengthened(Duration delay, double part) {
        return delay.plusMillis(Math.round(delay.toMillis() * jitter * part));
    }
}
