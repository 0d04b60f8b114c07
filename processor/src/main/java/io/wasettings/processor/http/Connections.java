package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Addresses;
import io.wasettings.processor.validation.url.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The bounded pool of connections, one sub-pool per host, port and dialled address. No connection is made to a name: a
 * route holds the judged address, while TLS is verified against the host's name.
 */
final class Connections implements AutoCloseable {

    /** Bytes of a TLS handshake: twice the largest message that the JDK takes. */
    private static final long HANDSHAKE = 64 * 1024;

    /** Bytes on the wire for each of an answer that comes in small pieces: chunks and TLS records have heads too. */
    private static final long OVERHEAD = 4;

    private final PoolingHttpClientConnectionManager manager;
    private final IdleConnectionEvictor evictor;
    private final @Nullable HttpHost proxy;

    Connections(HttpSettings settings, SSLContext tls) {
        this.proxy = proxy(settings.proxy());
        this.manager = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        // Not new Socket(), which obeys the system property socksProxyHost and cannot be looked into.
                        ignored -> new MeteredSocket(SocketChannel.open(), allowance(settings)),
                        null,
                        new ProxyDnsResolver(proxy),
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(URIScheme.HTTPS.id, tlsStrategy(tls, settings.connectTimeout()))
                                .build()),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                null,
                StrictHttp.connectionFactory(settings.maxHeaderSize()));
        manager.setMaxTotal(settings.maxConnections());
        manager.setDefaultMaxPerRoute(settings.maxConnectionsPerHost());
        Timeout silence = silence(settings);
        manager.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(silence).build());
        manager.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                .setSocketTimeout(silence)
                // Each call looks for itself whether a kept connection is still clean.
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build());
        this.evictor = new IdleConnectionEvictor(manager, TimeValue.of(settings.idleTimeout()));
        evictor.start();
    }

    HttpClientConnectionManager manager() {
        return manager;
    }

    /** The route to one judged address of the target: direct, or by a tunnel through the egress proxy. */
    HttpRoute route(Target target, InetAddress address) {
        String scheme = target.secure() ? URIScheme.HTTPS.id : URIScheme.HTTP.id;
        if (proxy == null) {
            HttpHost pinned = new HttpHost(scheme, address, target.host(), target.port());
            return new HttpRoute(pinned, null, target.secure());
        }
        return new HttpRoute(
                new HttpHost(scheme, Addresses.text(address), target.port()),
                new HttpHost(scheme, target.host(), target.port()),
                null,
                new HttpHost[] {proxy},
                target.secure(),
                TunnelType.TUNNELLED,
                target.secure() ? LayerType.LAYERED : LayerType.PLAIN);
    }

    /** Breaks the calls in flight. */
    @Override
    public void close() {
        evictor.shutdown();
        manager.close(CloseMode.IMMEDIATE);
    }

    /** What an answer of the largest head and body takes, several times over, and a handshake with a long chain. */
    private static long allowance(HttpSettings settings) {
        return HANDSHAKE + OVERHEAD * ((long) settings.maxHeaderSize() + settings.maxBodySize());
    }

    /** None where the end of the whole call comes no later: a timer for each read costs more than the read. */
    private static Timeout silence(HttpSettings settings) {
        return settings.readTimeout().compareTo(settings.totalTimeout()) < 0
                ? Timeout.of(settings.readTimeout())
                : Timeout.DISABLED;
    }

    private static @Nullable HttpHost proxy(@Nullable URI proxy) {
        return proxy == null ? null : new HttpHost(URIScheme.HTTP.id, proxy.getHost(), proxy.getPort());
    }

    /** @param step longest silence within a handshake; the client knows none of its own within a tunnel */
    private static TlsSocketStrategy tlsStrategy(SSLContext tls, Duration step) {
        TlsSocketStrategy verifying =
                new DefaultClientTlsStrategy(tls, HostnameVerificationPolicy.BOTH, new ServiceIdentity());
        return (socket, name, port, attachment, context) -> {
            try {
                int silence = socket.getSoTimeout();
                socket.setSoTimeout(Timeout.of(step).toMillisecondsIntBound());
                long begun = System.currentTimeMillis();
                SSLSocket secured = verifying.upgrade(socket, name, port, attachment, context);
                ServiceIdentity.endIfExpired(secured.getSession(), begun);
                secured.setSoTimeout(silence);
                secured.addHandshakeCompletedListener(new Renegotiations(socket));
                return secured;
            } catch (IOException e) {
                throw new TlsFailureException(e);
            }
        };
    }

    /** Looks up the operator's own proxy and nothing else: targets come with their addresses. */
    private record ProxyDnsResolver(@Nullable HttpHost proxy) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (proxy == null || !host.equals(proxy.getHostName())) {
                throw new UnknownHostException("Only judged addresses are dialled");
            }
            return SystemDefaultDnsResolver.INSTANCE.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
