package io.wasettings.processor.renewal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When and how tokens are renewed.
 *
 * @param enabled whether this process renews tokens, and whether the commands it applies plan renewals
 * @param after the part of its lifetime after which a token is renewed
 * @param jitter a renewal comes earlier by a random part of that time, at most this one, so that not all come at once
 * @param floor a renewal is never planned sooner than so long after the token was obtained
 * @param interval how often the queue is looked at
 * @param concurrency renewals under way in this process
 * @param perPartner how many of them may be of one partner
 * @param perHost how many of them may be for token endpoints on one host
 * @param loan how long one process may take for a renewal; more than the longest one takes
 * @param firstBackoff pause after a failure; doubled with every further one
 * @param longestBackoff longest pause after failures
 * @param maxFailures failures in a row after which a token is not renewed any more
 * @param censusInterval how often the stored tokens are counted for the metrics
 */
@Validated
@ConfigurationProperties("wa.settings.processor.renewal")
public record RenewalProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("0.8") @DecimalMin("0.1") @DecimalMax("0.99")
        double after,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("0.5")
        double jitter,

        @DefaultValue("30s") @NotNull @DurationMin Duration floor,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 100)
        Duration interval,

        @DefaultValue("16") @Min(1) int concurrency,
        @DefaultValue("4") @Min(1) int perPartner,
        @DefaultValue("8") @Min(1) int perHost,

        @DefaultValue("3m") @NotNull @DurationMin(millis = 100)
        Duration loan,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 100)
        Duration firstBackoff,

        @DefaultValue("6h") @NotNull @DurationMin(millis = 100)
        Duration longestBackoff,

        @DefaultValue("20") @Min(1) int maxFailures,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 100)
        Duration censusInterval) {

    /**
     * These, if a loan outlives any renewal.
     *
     * @param longest how long a renewal may take
     * @throws IllegalArgumentException in one line, if it may take longer than its loan
     */
    RenewalProperties outliving(Duration longest) {
        if (enabled && loan.compareTo(longest) <= 0) {
            throw new IllegalArgumentException("A loan of a renewal may end before the renewal: set"
                    + " wa.settings.processor.renewal.loan to more than " + longest.toMillis()
                    + "ms, or lower wa.settings.processor.http.total-timeout, tokens.exchange-wait, tokens.keep-trying"
                    + " or urls.lookup-timeout, which it takes in turn");
        }
        return this;
    }
}
