package io.wasettings.processor.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.processor.http.GuardedHttpClient;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProbeConfiguration {

    @Bean
    WebhookProbe webhookProbe(
            @Value("${wa.settings.processor.probe.enabled:true}") boolean enabled,
            GuardedHttpClient client,
            MeterRegistry metrics,
            Clock clock) {
        return enabled ? new MeasuredProbe(new HttpWebhookProbe(client, clock), metrics) : WebhookProbe.disabled();
    }
}
