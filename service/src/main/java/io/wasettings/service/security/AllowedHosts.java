package io.wasettings.service.security;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that a port answers to. A malicious page may point a name of its own to 127.0.0.1 and then talk to whatever
 * listens there with the browser's permission (DNS rebinding); but it cannot send another name in {@code Host}.
 */
final class AllowedHosts {

    /** A name, or an address in brackets, and a port. */
    private static final Pattern HOST = Pattern.compile("(?<name>\\[[^\\]]*+\\]|[^:]*+)(?::\\d*+)?+");

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]++|\\[[0-9a-f:.]++\\]");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*+:[0-9a-f.]*+:[0-9a-f:.]*+");
    /** What every machine calls itself (RFC 6761 section 6.3), and its addresses. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost\\.?+|(?:[a-z0-9-]++\\.)++localhost\\.?+|127(?:\\.\\d{1,3}+){3}|\\[::1\\]");

    private final boolean any;
    private final boolean loopback;
    private final Set<String> names;

    private AllowedHosts(boolean any, boolean loopback, Set<String> names) {
        this.any = any;
        this.loopback = loopback;
        this.names = names;
    }

    /**
     * The configured ones; if there are none, the names of the loopback interface if the port listens on nothing else,
     * otherwise all names, since only operators know them.
     *
     * @param configured names or addresses, without a port
     * @param address what the port listens on; null for all interfaces
     * @throws IllegalArgumentException if one of them is something else, which no request could match
     */
    static AllowedHosts of(List<String> configured, @Nullable InetAddress address) {
        boolean onLoopback = address != null && address.isLoopbackAddress();
        return configured.isEmpty()
                ? new AllowedHosts(!onLoopback, onLoopback, Set.of())
                : new AllowedHosts(
                        false,
                        false,
                        configured.stream().map(AllowedHosts::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** As it stands in {@code Host}, where an IPv6 address has brackets. */
    private static String name(String configured) {
        String name = configured.strip().toLowerCase(Locale.ROOT);
        if (IPV6.matcher(name).matches()) {
            return "[" + name + "]";
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is neither a name nor an address; write it without scheme, port, path and wildcard, such as"
                    + " api.example.com or 2001:db8::1");
        }
        return name;
    }

    /**
     * Whether a request for that host is answered.
     *
     * @param host the field {@code Host}; null if there is none, which no browser sends
     */
    boolean allow(@Nullable String host) {
        if (any || host == null) {
            return true;
        }
        var matcher = HOST.matcher(host.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group("name");
        return names.contains(name) || (loopback && LOOPBACK.matcher(name).matches());
    }
}
