package io.wasettings.processor.cli.url;

import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.validation.url.Addresses;
import io.wasettings.processor.validation.url.HostResolver;
import io.wasettings.processor.validation.url.UrlPolicy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers as the operator stated it; asks another resolver, made only when needed, for all other hosts. */
final class StatedAnswers implements HostResolver {

    private final Map<String, List<InetAddress>> stated;
    private final Supplier<HostResolver> others;

    private StatedAnswers(Map<String, List<InetAddress>> stated, Supplier<HostResolver> others) {
        this.stated = stated;
        this.others = others;
    }

    /**
     * Reads entries {@code HOST=ADDR[,ADDR…]}; entries for the same host add up.
     *
     * @throws IllegalArgumentException in one line that says which entry is wrong
     */
    static StatedAnswers of(Collection<String> entries, Supplier<HostResolver> others) {
        Map<String, List<InetAddress>> stated = new HashMap<>();
        for (String entry : entries) {
            int separator = entry.indexOf('=');
            if (separator < 1) {
                throw new IllegalArgumentException("\"" + entry + "\" is not HOST=ADDR[,ADDR…]");
            }
            List<InetAddress> addresses = stated.computeIfAbsent(
                    UrlPolicy.canonicalHost(host(entry.substring(0, separator))), host -> new ArrayList<>());
            addAll(addresses, entry.substring(separator + 1));
        }
        return new StatedAnswers(stated, others);
    }

    @Override
    public Resolution resolve(String host) {
        List<InetAddress> addresses = stated.get(host);
        if (addresses == null) {
            return others.get().resolve(host);
        }
        return addresses.isEmpty() ? new NoSuchHost() : new Found(addresses);
    }

    /** Of these entries, which are well-formed, the hosts that the policy will never ask for, as written. */
    static List<String> neverAsked(Collection<String> entries, UrlPolicy policy) {
        return entries.stream()
                .map(entry -> entry.substring(0, entry.indexOf('=')))
                .filter(host -> !policy.isLookedUp(host))
                .toList();
    }

    private static String host(String written) {
        if (!UrlPolicy.isHost(written)) {
            throw new IllegalArgumentException("\"" + Printable.of(written)
                    + "\" is no host name such as hooks.example.com, without scheme, port and path");
        }
        return written;
    }

    private static void addAll(List<InetAddress> addresses, String list) {
        for (String address : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            addresses.add(Addresses.parse(address)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + address + "\" is not an IP address")));
        }
    }
}
