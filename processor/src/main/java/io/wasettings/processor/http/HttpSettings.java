package io.wasettings.processor.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the guarded client, one component per property. Immutable.
 *
 * @param connectTimeout per address, for TCP and for each step of the TLS handshake
 * @param readTimeout longest silence while an answer is awaited
 * @param totalTimeout from the call to the last byte of the body, connecting included
 * @param maxBodySize in bytes
 * @param maxHeaderSize in bytes: status line and headers of one answer
 * @param maxConnections open at a time, idle ones included; at least the commands in flight, so that none waits
 * @param maxConnectionsPerHost calls under way to one host, and connections open to one address of it; one partner may
 *     have half of them
 * @param idleTimeout how long a connection is kept for the next request
 * @param proxy egress proxy, {@code http://host:port}, or null to dial directly
 * @param extraCa PEM file of certificate authorities to trust beside the platform's, or null
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        int maxBodySize,
        int maxHeaderSize,
        int maxConnections,
        int maxConnectionsPerHost,
        Duration idleTimeout,
        @Nullable URI proxy,
        @Nullable Path extraCa) {

    /** What applies where nothing is configured. */
    public static final HttpSettings DEFAULTS = new HttpSettings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            64 * 1024,
            16 * 1024,
            512,
            64,
            Duration.ofSeconds(30),
            null,
            null);

    /** @throws IllegalArgumentException in one line that says which setting is wrong */
    public HttpSettings {
        for (Duration limit : List.of(connectTimeout, readTimeout, totalTimeout, idleTimeout)) {
            if (limit.toMillis() < 1) {
                throw new IllegalArgumentException("Time limits of the HTTP client must be at least 1ms");
            }
        }
        if (Math.min(Math.min(maxBodySize, maxHeaderSize), Math.min(maxConnections, maxConnectionsPerHost)) < 1) {
            throw new IllegalArgumentException("Sizes and numbers of the HTTP client must be at least 1");
        }
        if (proxy != null && !isProxy(proxy)) {
            throw new IllegalArgumentException("The egress proxy must be given as http://host:port");
        }
    }

    private static boolean isProxy(URI proxy) {
        return "http".equals(proxy.getScheme())
                && proxy.getHost() != null
                && proxy.getPort() > 0
                && proxy.getRawUserInfo() == null
                && (proxy.getRawPath().isEmpty() || proxy.getRawPath().equals("/"));
    }
}
