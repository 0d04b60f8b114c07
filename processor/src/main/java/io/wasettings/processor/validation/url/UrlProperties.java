package io.wasettings.processor.validation.url;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The policy's properties.
 *
 * @param trustedHosts {@code host} or {@code host:port}, exempt from the scheme, port and address rules
 * @param ports ports that other hosts may use
 * @param ownHosts this service's own public names, refused to prevent loops
 * @param lookupTimeout bound on one DNS look-up, retries included
 * @param lookupCacheCap how long an answer of the DNS is used at the most, whatever its TTL
 */
@Validated
@ConfigurationProperties("wa.settings.processor.urls")
record UrlProperties(
        @DefaultValue List<String> trustedHosts,
        @DefaultValue({"443", "8443"}) Set<@NotNull @Min(1) @Max(65_535) Integer> ports,
        @DefaultValue List<String> ownHosts,
        @DefaultValue("3s") Duration lookupTimeout,
        @DefaultValue("30s") Duration lookupCacheCap) {

    UrlSettings toSettings() {
        return new UrlSettings(trustedHosts, ports, ownHosts, lookupTimeout, lookupCacheCap);
    }
}
