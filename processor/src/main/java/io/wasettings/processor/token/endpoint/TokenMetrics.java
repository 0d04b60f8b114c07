package io.wasettings.processor.token.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts and times what requests to token endpoints come to. */
final class TokenMetrics {

    private final MeterRegistry registry;

    TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Makes a request, and notes what it came to and how long it took; empty stands for refused authentication. */
    Optional<TokenAnswer> record(boolean withRefreshToken, Supplier<Optional<TokenAnswer>> request) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "error";
        try {
            Optional<TokenAnswer> answer = request.get();
            outcome = answer.<String>map(given ->
                            given.fold(granted -> "granted", refused -> "refused", unavailable -> "unavailable"))
                    .orElse("client_refused");
            return answer;
        } finally {
            sample.stop(registry.timer(
                    "wa.settings.token.requests",
                    "grant",
                    withRefreshToken ? "refresh_token" : "client_credentials",
                    "outcome",
                    outcome));
        }
    }

    /** An exchange was interrupted before its answer was kept, and the server refuses the token that it spent. */
    void interrupted() {
        registry.counter("wa.settings.token.interruptions").increment();
    }
}
