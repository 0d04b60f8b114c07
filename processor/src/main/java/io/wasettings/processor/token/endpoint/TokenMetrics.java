package io.wasettings.processor.token.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.settings.Credentials.ClientCredentials;
import io.wasettings.common.settings.Credentials.RefreshToken;
import java.util.function.Supplier;

/** Times what requests to token endpoints come to. */
final class TokenMetrics {

    private final MeterRegistry registry;

    TokenMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Makes a request, and notes what it came to and how long it took. */
    TokenAnswer record(boolean withRefreshToken, Supplier<TokenAnswer> request) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "error";
        try {
            TokenAnswer answer = request.get();
            outcome = answer.fold(
                    granted -> "granted",
                    refused -> refused.anotherWayMayWork() ? "client_refused" : "refused",
                    unavailable -> "unavailable");
            return answer;
        } finally {
            sample.stop(registry.timer(
                    "wa.settings.token.requests",
                    "grant",
                    withRefreshToken ? RefreshToken.TYPE : ClientCredentials.TYPE,
                    "outcome",
                    outcome));
        }
    }
}
