package io.wasettings.ingest.limit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class LimitConfiguration {

    @Bean
    RateLimiter rateLimiter(RateLimitProperties properties, MeterRegistry metrics) {
        return new RateLimiter(properties.requests(), properties.period(), metrics);
    }
}
