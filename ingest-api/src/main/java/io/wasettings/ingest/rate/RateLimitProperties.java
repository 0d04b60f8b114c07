package io.wasettings.ingest.rate;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one partner may ask of one instance.
 *
 * @param requests how many submissions in a period, all at once or spread over it
 * @param reads how many other requests in a period
 * @param period the period
 */
@Validated
@ConfigurationProperties("wa.settings.ingest.rate-limit")
record RateLimitProperties(
        @Min(1) @DefaultValue("100") long requests,
        @Min(1) @DefaultValue("500") long reads,
        @DurationMin(millis = 1) @DefaultValue("1s") Duration period) {

    /** More could not be counted, and each request would fail. */
    @AssertTrue(
            message = "wa.settings.ingest.rate-limit.requests and reads must be at most one a nanosecond of the period")
    boolean isCountable() {
        return Math.max(requests, reads) <= period.toNanos();
    }
}
