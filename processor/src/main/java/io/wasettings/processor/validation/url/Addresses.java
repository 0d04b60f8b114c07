package io.wasettings.processor.validation.url;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in text, as RFC 3986 section 3.2.2 writes them: nothing else that some parser takes for an address is one
 * here.
 */
public final class Addresses {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String QUAD = "(?:" + OCTET + "\\.){3}" + OCTET;
    private static final Pattern DOTTED_QUAD = Pattern.compile(QUAD);
    /** Eight colons where "::" stands for the first or the last group. */
    private static final Pattern IPV6 = Pattern.compile("(?:[0-9A-Fa-f]{0,4}:){2,8}(?:[0-9A-Fa-f]{0,4}|" + QUAD + ")");

    private static final IPAddressStringParameters IPV6_ONLY = new IPAddressStringParameters.Builder()
            .allowIPv4(false)
            .allowEmpty(false)
            .toParams();

    private Addresses() {}

    /** Reads an address as operators write it: dotted decimal, or IPv6 with or without brackets. */
    public static Optional<InetAddress> parse(String text) {
        Optional<InetAddress> ipv4 = parseDottedQuad(text);
        return ipv4.isPresent() ? ipv4 : parseBracketed(text.startsWith("[") ? text : "[" + text + "]");
    }

    /** The canonical text: dotted decimal, or RFC 5952 without brackets. */
    public static String text(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : toLibrary(address).toCanonicalString();
    }

    /**
     * The address of these 4 or 16 bytes. Unlike {@link InetAddress#getByAddress(byte[])} it keeps an IPv4-mapped
     * address an IPv6 address, so that it is judged as what it is.
     */
    static InetAddress of(byte[] bytes) {
        try {
            return bytes.length == 4 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes", e);
        }
    }

    static Optional<InetAddress> parseDottedQuad(String text) {
        return DOTTED_QUAD.matcher(text).matches() ? known(new IPAddressString(text).getAddress()) : Optional.empty();
    }

    static Optional<InetAddress> parseBracketed(String text) {
        String inner = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        return IPV6.matcher(inner).matches()
                ? known(new IPAddressString(inner, IPV6_ONLY).getAddress())
                : Optional.empty();
    }

    static IPAddress toLibrary(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? new IPv4Address(bytes) : new IPv6Address(bytes);
    }

    private static Optional<InetAddress> known(@Nullable IPAddress address) {
        return Optional.ofNullable(address).map(found -> of(found.getBytes()));
    }
}
