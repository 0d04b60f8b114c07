package io.wasettings.processor.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.SettingsKey;
import io.wasettings.processor.validation.url.Target;

/** Times probes by what they came to. */
final class MeasuredProbe implements WebhookProbe {

    private final WebhookProbe probe;
    private final MeterRegistry registry;

    MeasuredProbe(WebhookProbe probe, MeterRegistry registry) {
        this.probe = probe;
        this.registry = registry;
    }

    @Override
    public ProbeResult probe(Target webhook, String bearer, SettingsKey key, String commandId) {
        Timer.Sample sample = Timer.start(registry);
        ProbeResult result = probe.probe(webhook, bearer, key, commandId);
        String outcome = result.fold(() -> "passed", refused -> "refused", unavailable -> "unavailable");
        sample.stop(registry.timer("wa.settings.probe", "outcome", outcome));
        return result;
    }
}
