package io.wasettings.processor.validation.url;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Hosts that are exempt from the scheme, port and address rules; exact entries in canonical form. Immutable. */
final class TrustedHosts {

    private final Set<String> entries;

    private TrustedHosts(Set<String> entries) {
        this.entries = Collections.unmodifiableSet(entries);
    }

    /**
     * Reads entries {@code host} (any port) or {@code host:port}; an IPv6 address stands in brackets.
     *
     * @param name of the property or option that they come from
     * @throws IllegalArgumentException in one line that says which entry of what is wrong
     */
    static TrustedHosts of(String name, Collection<String> entries) {
        Set<String> canonical = new TreeSet<>();
        entries.forEach(entry -> canonical.add(canonical(name, entry.strip())));
        return new TrustedHosts(canonical);
    }

    boolean contains(Host host, int port) {
        return entries.contains(host.uriText()) || entries.contains(host.uriText() + ":" + port);
    }

    /** Whether {@link #contains} holds for one port at least. */
    boolean containsAtAnyPort(Host host) {
        return entries.stream()
                .anyMatch(entry -> entry.equals(host.uriText()) || entry.startsWith(host.uriText() + ":"));
    }

    /** The canonical entries, in order. */
    Set<String> entries() {
        return entries;
    }

    private static String canonical(String name, String entry) {
        // Read as part of a URL, so that entries and URLs cannot be read differently.
        return UrlParts.parse("https://" + entry)
                .fold(parts -> canonical(entry, parts), reason -> Optional.<String>empty())
                .orElseThrow(() -> new IllegalArgumentException(name + ": \"" + entry
                        + "\" must be a host name, an IPv4 address or an IPv6 address in brackets,"
                        + " optionally followed by :port"));
    }

    private static Optional<String> canonical(String entry, UrlParts parts) {
        if (entry.endsWith(":") || !parts.pathAndQuery().isEmpty()) {
            return Optional.empty();
        }
        boolean anyPort = entry.equals(parts.host());
        Host host = Host.parse(parts.host());
        Optional<String> text = Optional.of(anyPort ? host.uriText() : host.uriText() + ":" + parts.port());
        return host.fold(name -> text, literal -> text, invalid -> Optional.empty());
    }
}
