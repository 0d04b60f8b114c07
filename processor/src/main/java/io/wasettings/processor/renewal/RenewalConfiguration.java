package io.wasettings.processor.renewal;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.token.LongestFetch;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlSettings;
import io.wasettings.service.startup.MisconfigurationException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RenewalProperties.class)
class RenewalConfiguration {

    @Bean
    RenewalPlan renewalPlan(RenewalProperties properties, LongestFetch fetch, UrlSettings urls) {
        Duration longest = urls.lookupTimeout().plus(fetch.duration());
        return new RenewalPlan(
                MisconfigurationException.valid(() -> properties.outliving(longest)), new SecureRandom());
    }

    @Bean
    RenewalLoop renewalLoop(
            RenewalQueue queue,
            UrlPolicy urlPolicy,
            Tokens tokens,
            SecretBox secretBox,
            RenewalPlan plan,
            RenewalProperties properties,
            RenewalMetrics metrics,
            Clock clock) {
        Renewer renewer = new Renewer(queue, urlPolicy, tokens, new SettingsSeal(secretBox), plan, clock);
        return new RenewalLoop(queue, renewer, properties, metrics, clock);
    }

    @Bean
    RenewalMetrics renewalMetrics(MeterRegistry meters) {
        return new RenewalMetrics(meters);
    }

    @Bean
    TokenCensus tokenCensus(RenewalQueue queue, RenewalMetrics metrics, RenewalProperties properties, Clock clock) {
        return new TokenCensus(queue, metrics, properties.censusInterval(), clock);
    }
}
