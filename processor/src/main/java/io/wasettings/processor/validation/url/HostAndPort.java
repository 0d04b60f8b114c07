package io.wasettings.processor.validation.url;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a partner's host is named to operators: in lower case, with the port unless it is 443. The same for the same host
 * wherever it is met, so that one leads to the other; only {@link #asSpelled} differs for IPv6 addresses.
 */
public final class HostAndPort {

    private static final int HTTPS = 443;
    /** What has other characters is no host, and may be part of a password. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");

    private static final Pattern WITH_PORT = Pattern.compile("(.*):([0-9]+)");

    private HostAndPort() {}

    /** That of a URL, whether it would be accepted or not; empty if none can be read. */
    public static Optional<String> of(String url) {
        try {
            URI uri = URI.create(url);
            return Optional.ofNullable(uri.getHost())
                    .map(host -> of(UrlPolicy.canonicalHost(host), port(uri)))
                    .or(() -> ofAuthority(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** That by which {@link #urlsOf} finds a URL: its host's, but of an IPv6 address as the URL spells it. */
    public static Optional<String> asSpelled(String url) {
        return of(url).map(name -> name.startsWith("[") ? spelled(URI.create(url)) : name);
    }

    private static String spelled(URI uri) {
        return of(uri.getHost().toLowerCase(Locale.ROOT), port(uri));
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

    /**
     * What the URLs of hosts of these names begin with, however a URL that was accepted spells its host and port; of
     * IPv6 addresses, only as the name spells them.
     */
    public static Pattern urlsOf(Set<String> names) {
        String any = names.stream()
                .flatMap(name -> Stream.of(urlsOf(name, true), urlsOf(name, false)))
                .collect(Collectors.joining("|"));
        return Pattern.compile("^(" + any + ")([/?#]|$)", Pattern.CASE_INSENSITIVE);
    }

    private static String urlsOf(String name, boolean https) {
        Matcher withPort = WITH_PORT.matcher(name);
        boolean hasPort = withPort.matches();
        String host = hasPort ? withPort.group(1) : name;
        String port = hasPort ? withPort.group(2) : String.valueOf(HTTPS);
        boolean isDefault = port.equals(String.valueOf(UrlParts.defaultPort(https)));
        return (https ? "https://" : "http://") + Pattern.quote(host) + "\\.?"
                + (isDefault ? "(:(0*" + port + ")?)?" : ":0*" + port);
    }

    /** That of a host in which {@link URI} sees none: beyond ASCII, or with an underscore. */
    private static Optional<String> ofAuthority(URI uri) {
        return Optional.ofNullable(uri.getRawAuthority())
                .map(authority -> authority.substring(authority.lastIndexOf('@') + 1))
                .flatMap(host -> UrlParts.parse(uri.getScheme() + "://" + host)
                        .fold(HostAndPort::ofName, refusal -> Optional.empty()));
    }

    private static Optional<String> ofName(UrlParts parts) {
        return Optional.of(UrlPolicy.canonicalHost(parts.host()))
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> of(name, parts.port()));
    }

    private static int port(URI uri) {
        return uri.getPort() == -1 ? UrlParts.defaultPort("https".equalsIgnoreCase(uri.getScheme())) : uri.getPort();
    }
}
