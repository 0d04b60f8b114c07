package io.wasettings.processor.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a partner's server that keeps failing is left alone for a while.
 *
 * @param enabled whether any server is left alone at all
 * @param failureRate the server is left alone once this percentage of a partner's last calls to its host and port has
 *     failed
 * @param window how many of the last calls count
 * @param minimumCalls how many calls there must have been before any conclusion
 * @param openFor how long it is left alone; then some calls try it
 * @param trialCalls how many calls try it; they decide whether all may come back
 * @param maxCircuits how many failing hosts of partners are remembered; beyond that, the partner with the most of them
 *     loses the one that was not called for the longest time
 */
@Validated
@ConfigurationProperties("wa.settings.processor.http.circuit-breaker")
record CircuitBreakerProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("90") @Min(1) @Max(100) int failureRate,
        @DefaultValue("20") @Min(1) @Max(1000) int window,
        @DefaultValue("20") @Min(1) @Max(1000) int minimumCalls,
        @DefaultValue("10s") @NotNull Duration openFor,
        @DefaultValue("3") @Min(1) @Max(100) int trialCalls,
        @DefaultValue("5000") @Min(1) int maxCircuits) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    CircuitBreakerProperties {
        if (openFor.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "wa.settings.processor.http.circuit-breaker.open-for must be at least 100ms");
        }
    }
}
