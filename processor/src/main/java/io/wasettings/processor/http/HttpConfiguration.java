package io.wasettings.processor.http;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the guarded client from the properties. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class HttpConfiguration {

    @Bean
    GuardedHttpClient guardedHttpClient(HttpProperties properties) {
        return new GuardedHttpClient(properties.toSettings());
    }
}
