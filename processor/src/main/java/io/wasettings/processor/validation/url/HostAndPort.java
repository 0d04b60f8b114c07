package io.wasettings.processor.validation.url;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * How a partner's host is named to operators: in lower case, with the port unless it is 443. The same for the same host
 * wherever it is met, so that one leads to the other.
 */
public final class HostAndPort {

    private static final int HTTPS = 443;

    private HostAndPort() {}

    /** That of a URL, whether it would be accepted or not; empty if none can be read. */
    public static Optional<String> of(String url) {
        try {
            URI uri = URI.create(url);
            return Optional.ofNullable(uri.getHost()).map(host -> of(canonical(host), port(uri)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * That of a host that is known.
     *
     * @param host as {@link Target#host} says it
     */
    public static String of(String host, int port) {
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return port == HTTPS ? name : name + ":" + port;
    }

    private static String canonical(String written) {
        String host = Host.parse(written).text();
        return host.isEmpty() ? written.toLowerCase(Locale.ROOT) : host;
    }

    private static int port(URI uri) {
        return uri.getPort() == -1 ? UrlParts.defaultPort("https".equalsIgnoreCase(uri.getScheme())) : uri.getPort();
    }
}
