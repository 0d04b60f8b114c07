package io.wasettings.processor.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.text.Json;
import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.RetryAfter;
import io.wasettings.processor.probe.ProbeResult.Passed;
import io.wasettings.processor.probe.ProbeResult.Refused;
import io.wasettings.processor.probe.ProbeResult.Unavailable;
import io.wasettings.processor.validation.url.Target;
import java.time.Clock;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The probe over HTTP: a small POST with the credential, to which exactly 200 is the right answer. Timed by what it
 * came to.
 */
final class HttpWebhookProbe implements WebhookProbe {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final GuardedHttpClient client;
    private final MeterRegistry metrics;
    private final Clock clock;

    HttpWebhookProbe(GuardedHttpClient client, MeterRegistry metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public ProbeResult probe(Target webhook, String bearer, SettingsKey key, String commandId) {
        Timer.Sample sample = Timer.start(metrics);
        ProbeResult result = call(webhook, bearer, key, commandId);
        String outcome = result.fold(() -> "passed", refused -> "refused", unavailable -> "unavailable");
        sample.stop(metrics.timer("wa.settings.probe", "outcome", outcome));
        return result;
    }

    private ProbeResult call(Target webhook, String bearer, SettingsKey key, String commandId) {
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("type", "webhook.verification")
                .put("channel", key.channel().wireName())
                .put("from", key.from())
                .put("command_id", commandId);
        return client.postForHead(
                        key.partner(),
                        webhook,
                        Map.of("Authorization", "Bearer " + bearer),
                        "application/json",
                        Json.mapper().writeValueAsBytes(body))
                .fold(this::judge, HttpWebhookProbe::judge);
    }

    private ProbeResult judge(Answer answer) {
        int status = answer.status();
        if (status == OK) {
            return new Passed();
        }
        return answer.mayPass()
                ? new Unavailable("answered the verification call with " + status, RetryAfter.of(answer, clock), true)
                : new Refused(refusal(status));
    }

    private static String refusal(int status) {
        if (status / 100 == 3) {
            return "must be the final URL: it answered the verification call with a redirect (" + status
                    + "), which is never followed";
        }
        String otherwise = "must answer the verification call with 200, not " + status;
        return status == UNAUTHORIZED
                ? otherwise + ": it does not accept the api_key, or the token that was fetched"
                : otherwise;
    }

    private static ProbeResult judge(Failure failure) {
        return failure.kind().permanent()
                ? new Refused(failure.message())
                : new Unavailable(
                        failure.message(), failure.retryAfter(), failure.kind().asked());
    }
}
