package io.wasettings.ingest.rate;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimitConfiguration {

    @Bean
    RateLimits rateLimits(RateLimitProperties properties, MeterRegistry metrics) {
        return new RateLimits(
                new RateLimiter("submissions", properties.requests(), properties.period(), metrics),
                new RateLimiter("reads", properties.reads(), properties.period(), metrics));
    }
}
