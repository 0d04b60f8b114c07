package io.wasettings.processor.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits and paths that {@link HttpProperties} sets, sizes in bytes, once they are known to make sense. Immutable.
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
            throw noProxy();
        }
    }

    /** That what is configured is none. Does not quote it, since it may have a password. */
    static IllegalArgumentException noProxy() {
        return new IllegalArgumentException("The egress proxy must be given as http://host:port");
    }

    private static boolean isProxy(URI proxy) {
        return "http".equals(proxy.getScheme())
                && proxy.getHost() != null
                && proxy.getPort() > 0
                && proxy.getRawUserInfo() == null
                && (proxy.getRawPath().isEmpty() || proxy.getRawPath().equals("/"));
    }
}
