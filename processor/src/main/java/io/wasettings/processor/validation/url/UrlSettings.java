package io.wasettings.processor.validation.url;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What operators may set of the policy. Immutable.
 *
 * @param trustedHosts {@code host} or {@code host:port}, exempt from the scheme, port and address rules
 * @param ports ports that other hosts may use
 * @param ownHosts this service's own public names, refused to prevent loops
 * @param lookupTimeout bound on one DNS look-up, retries included
 * @param lookupCacheCap how long an answer of the DNS is used at the most, whatever its TTL; zero turns the cache off
 */
@Validated
@ConfigurationProperties(UrlSettings.PREFIX)
public record UrlSettings(
        @DefaultValue List<String> trustedHosts,

        @DefaultValue({"443", "8443"}) @NotEmpty Set<@NotNull @Min(1) @Max(MAX_PORT) Integer> ports,

        @DefaultValue List<String> ownHosts,

        @DefaultValue("3s") @NotNull @DurationMin(millis = 1)
        Duration lookupTimeout,

        @DefaultValue("30s") @NotNull @DurationMin Duration lookupCacheCap) {

    static final String PREFIX = "wa.settings.processor.urls";

    /** The highest port that there is. */
    public static final int MAX_PORT = 65_535;

    /** What applies if nothing is configured: the same as is bound then, but without Spring, for {@code check-url}. */
    public static final UrlSettings DEFAULTS = new UrlSettings(
            List.of(),
            new LinkedHashSet<>(List.of(443, 8443)),
            List.of(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30));

    public UrlSettings {
        trustedHosts = List.copyOf(trustedHosts);
        // An empty entry is null: the validation says so, where a copy that takes no null would break off.
        ports = Collections.unmodifiableSet(new LinkedHashSet<>(ports));
        ownHosts = List.copyOf(ownHosts);
    }

    /** These settings with other trusted hosts. */
    public UrlSettings withTrustedHosts(Collection<String> hosts) {
        return new UrlSettings(List.copyOf(hosts), ports, ownHosts, lookupTimeout, lookupCacheCap);
    }

    /** These settings with other ports. */
    public UrlSettings withPorts(Set<Integer> allowed) {
        return new UrlSettings(trustedHosts, allowed, ownHosts, lookupTimeout, lookupCacheCap);
    }
}
