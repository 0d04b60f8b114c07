package io.wasettings.processor.validation.url;

import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the policy from the properties, and says at start-up whom it trusts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UrlSettings.class)
class UrlConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(UrlConfiguration.class);

    @Bean
    HostResolver hostResolver(UrlSettings settings) {
        return new DnsHostResolver(settings);
    }

    @Bean
    UrlPolicy urlPolicy(UrlSettings settings, HostResolver resolver) {
        UrlPolicy policy = MisconfigurationException.valid(() -> new UrlPolicy(settings, resolver));
        LogLine.info(LOG, "url_policy")
                .with("trusted_hosts", policy.trustedHosts())
                .write();
        return policy;
    }
}
