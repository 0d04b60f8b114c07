package io.wasettings.processor.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.processor.http.GuardedHttpClient;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProbeProperties.class)
class ProbeConfiguration {

    @Bean
    WebhookProbe webhookProbe(
            ProbeProperties properties, GuardedHttpClient client, MeterRegistry metrics, Clock clock) {
        return properties.enabled() ? new HttpWebhookProbe(client, metrics, clock) : WebhookProbe.disabled();
    }
}
