package io.wasettings.processor.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The guarded client's properties.
 *
 * @param connectTimeout per address, for TCP and for each step of the TLS handshake
 * @param readTimeout longest silence while an answer is awaited
 * @param totalTimeout from the request to the last byte of the answer, connecting included
 * @param maxBodySize of one answer
 * @param maxHeaderSize status line and headers of one answer
 * @param maxConnections open at a time, idle ones included; twice the commands in flight unless set, and not below 512
 * @param maxConnectionsPerHost calls under way to one host, and connections open to one address of it; one partner may
 *     have half of them
 * @param idleTimeout how long a connection is kept for the next request
 * @param proxy egress proxy, {@code http://host:port}
 * @param extraCa PEM file of certificate authorities to trust beside the platform's
 * @param propagateTrace whether calls to partners carry {@code traceparent}
 */
@ConfigurationProperties(HttpProperties.PREFIX)
record HttpProperties(
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("10s") Duration totalTimeout,
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue("16KB") DataSize maxHeaderSize,
        @Nullable Integer maxConnections,
        @DefaultValue("64") int maxConnectionsPerHost,
        @DefaultValue("30s") Duration idleTimeout,
        @Nullable String proxy,
        @Nullable Path extraCa,
        @DefaultValue("false") boolean propagateTrace) {

    static final String PREFIX = "wa.settings.processor.http";

    private static final int FEW = 512;

    /**
     * @param concurrency commands in flight
     * @throws IllegalArgumentException in one line that says what is wrong; binding would quote the proxy's password
     */
    HttpSettings toSettings(int concurrency) {
        return new HttpSettings(
                connectTimeout,
                readTimeout,
                totalTimeout,
                bytes("max-body-size", maxBodySize),
                bytes("max-header-size", maxHeaderSize),
                maxConnections == null ? Math.max(FEW, 2 * concurrency) : maxConnections,
                maxConnectionsPerHost,
                idleTimeout,
                proxyUrl(),
                extraCa);
    }

    private static int bytes(String name, DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw HttpSettings.refused(name, "must be less than 2GB");
        }
        return Math.toIntExact(Math.max(0, size.toBytes()));
    }

    private @Nullable URI proxyUrl() {
        try {
            return StringUtils.hasText(proxy) ? new URI(proxy.strip()) : null;
        } catch (URISyntaxException e) {
            throw HttpSettings.noProxy();
        }
    }
}
