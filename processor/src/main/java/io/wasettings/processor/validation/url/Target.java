package io.wasettings.processor.validation.url;

import java.net.InetAddress;
import java.util.List;

/**
 * An accepted URL together with the very addresses that were judged. Only the policy makes one, so what holds a target
 * may dial it, and may dial nothing but {@link #addresses}. Immutable.
 */
public final class Target {

    private final UrlParts parts;
    private final Host host;
    private final List<InetAddress> addresses;
    private final boolean trusted;

    Target(UrlParts parts, Host host, List<InetAddress> addresses, boolean trusted) {
        this.parts = parts;
        this.host = host;
        this.addresses = List.copyOf(addresses);
        this.trusted = trusted;
    }

    /** The URL to store: as it was sent, only a Unicode host replaced by its A-label. */
    public String url() {
        return parts.canonical();
    }

    /** The same for all URLs that lead to the same: host in lower case, no default port, no empty path. */
    public String canonicalUrl() {
        return (secure() ? "https://" : "http://") + authority() + requestTarget();
    }

    /** Whether to speak TLS; false for trusted hosts by {@code http} only. */
    public boolean secure() {
        return parts.https();
    }

    /** The host for TLS: a lower-case A-label without a root dot, or an address literal without brackets. */
    public String host() {
        return host.text();
    }

    /** The port to dial, 1 to 65535. */
    public int port() {
        return parts.port();
    }

    /** The {@code Host} header (RFC 9110 section 7.2): the host, and the port unless it is the scheme's default. */
    public String authority() {
        return parts.port() == parts.defaultPort() ? host.uriText() : host.uriText() + ":" + parts.port();
    }

    /** The request target (RFC 9112 section 3.2.1): path and query byte for byte as sent. */
    public String requestTarget() {
        return parts.requestTarget();
    }

    /** The judged addresses in the order in which to dial them; at least one. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** Whether a trusted-hosts entry exempted it from the scheme, port and address rules. */
    public boolean trusted() {
        return trusted;
    }

    @Override
    public String toString() {
        return url() + " " + addresses;
    }
}
