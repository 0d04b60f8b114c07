package io.wasettings.processor.validation.url;

import java.net.InetAddress;

/** Where an IPv6 address carries an IPv4 address. */
enum Embedding {
    /** In the last 32 bits: IPv4-compatible, -mapped, -translated, ISATAP, NAT64 with a /96 prefix. */
    TAIL(12, 13, 14, 15, 0),
    /** In the last 32 bits, each inverted: Teredo (RFC 4380 section 4). */
    INVERTED_TAIL(12, 13, 14, 15, 0xFF),
    /** After the first 16 bits: 6to4 (RFC 3056 section 2). */
    SIX_TO_FOUR(2, 3, 4, 5, 0),
    /** Around the reserved octet behind a /48 prefix: NAT64 (RFC 6052 section 2.2). */
    NAT64_48(6, 7, 9, 10, 0),
    /** The same behind a /56 prefix. */
    NAT64_56(7, 9, 10, 11, 0),
    /** The same behind a /64 prefix. */
    NAT64_64(9, 10, 11, 12, 0);

    private final int first;
    private final int second;
    private final int third;
    private final int fourth;
    private final int inversion;

    Embedding(int first, int second, int third, int fourth, int inversion) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.inversion = inversion;
    }

    /** The IPv4 address within these 16 bytes. */
    InetAddress ipv4In(byte[] ipv6) {
        return Addresses.of(new byte[] {
            (byte) (ipv6[first] ^ inversion),
            (byte) (ipv6[second] ^ inversion),
            (byte) (ipv6[third] ^ inversion),
            (byte) (ipv6[fourth] ^ inversion)
        });
    }

    /** Whether the interface identifier is that of ISATAP (RFC 5214 section 6.1): 0000:5efe or 0200:5efe and IPv4. */
    static boolean isIsatap(byte[] address) {
        return address.length == 16
                && (address[8] & ~0x02) == 0
                && address[9] == 0
                && address[10] == 0x5E
                && address[11] == (byte) 0xFE;
    }
}
