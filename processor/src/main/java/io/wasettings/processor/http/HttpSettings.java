package io.wasettings.processor.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits and paths that {@link HttpProperties} sets, sizes in bytes, once they are known to make sense. Immutable.
 */
record HttpSettings(
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
    HttpSettings {
        requireAtLeast("connect-timeout", connectTimeout);
        requireAtLeast("read-timeout", readTimeout);
        requireAtLeast("total-timeout", totalTimeout);
        requireAtLeast("max-body-size", maxBodySize, "1B");
        requireAtLeast("max-header-size", maxHeaderSize, "1B");
        requireAtLeast("max-connections", maxConnections, "1");
        requireAtLeast("max-connections-per-host", maxConnectionsPerHost, "1");
        requireAtLeast("idle-timeout", idleTimeout);
        if (proxy != null && !isProxy(proxy)) {
            throw noProxy();
        }
    }

    /** That what is configured is none. Does not quote it, since it may have a password. */
    static IllegalArgumentException noProxy() {
        return refused("proxy", "must be given as http://host:port");
    }

    /** That this property cannot be taken as it is. */
    static IllegalArgumentException refused(String name, String problem) {
        return new IllegalArgumentException(HttpProperties.PREFIX + "." + name + " " + problem);
    }

    private static void requireAtLeast(String name, Duration limit) {
        requireAtLeast(name, limit.toMillis(), "1ms");
    }

    /** @param one how 1 of it is written */
    private static void requireAtLeast(String name, long value, String one) {
        if (value < 1) {
            throw refused(name, "must be at least " + one);
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
