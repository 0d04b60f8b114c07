package io.wasettings.processor.validation.url;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What operators may set of the policy. Immutable.
 *
 * @param trustedHosts {@code host} or {@code host:port}: exempt from the scheme, port and address rules
 * @param ports ports that other hosts may use
 * @param ownHosts this service's own public names, refused to prevent loops
 * @param lookupTimeout bound on one look-up, retries included
 * @param lookupCacheCap how long an answer is used at the most, whatever its TTL; zero turns the cache off
 */
public record UrlSettings(
        Collection<String> trustedHosts,
        Set<Integer> ports,
        Collection<String> ownHosts,
        Duration lookupTimeout,
        Duration lookupCacheCap) {

    /** What applies where nothing is configured. */
    public static final UrlSettings DEFAULTS =
            new UrlSettings(List.of(), Set.of(443, 8443), List.of(), Duration.ofSeconds(3), Duration.ofSeconds(30));

    /** @throws IllegalArgumentException in one line that says which setting is wrong */
    public UrlSettings {
        if (lookupTimeout.toMillis() < 1 || lookupCacheCap.isNegative()) {
            throw new IllegalArgumentException("The look-up timeout must be at least 1ms, the cache cap not negative");
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("wa.settings.processor.urls.ports must name at least one port");
        }
        trustedHosts = List.copyOf(trustedHosts);
        ports = Set.copyOf(ports);
        ownHosts = List.copyOf(ownHosts);
    }

    /** These settings with other trusted hosts. */
    public UrlSettings withTrustedHosts(Collection<String> hosts) {
        return new UrlSettings(hosts, ports, ownHosts, lookupTimeout, lookupCacheCap);
    }

    /** These settings with other ports. */
    public UrlSettings withPorts(Set<Integer> allowed) {
        return new UrlSettings(trustedHosts, allowed, ownHosts, lookupTimeout, lookupCacheCap);
    }
}
