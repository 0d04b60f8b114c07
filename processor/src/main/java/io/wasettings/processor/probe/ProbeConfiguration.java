package io.wasettings.processor.probe;

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
            Clock clock) {
        return enabled ? new HttpWebhookProbe(client, clock) : WebhookProbe.disabled();
    }
}
