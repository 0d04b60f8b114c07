package io.wasettings.processor.token.endpoint;

import io.wasettings.processor.http.GuardedHttpClient;
import java.time.Clock;

/** One exchange with a token endpoint: sends a request and has the answer judged. Keeps nothing and retries nothing. */
final class TokenEndpoint {

    private final GuardedHttpClient client;
    private final TokenMetrics metrics;
    private final Clock clock;

    TokenEndpoint(GuardedHttpClient client, TokenMetrics metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    TokenAnswer request(TokenCall call) {
        Judgement judgement = new Judgement(call, clock.instant(), clock);
        return metrics.record(
                call.presentsRefreshToken(),
                () -> client.post(
                                call.client().partner(),
                                call.client().endpoint(),
                                call.headers(),
                                "application/x-www-form-urlencoded",
                                call.form())
                        .fold(judgement::of, judgement::of));
    }
}
