package io.wasettings.processor.validation.url;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * The one table of address ranges: the longest matching prefix decides. IPv4 is public unless a row says otherwise;
 * IPv6 is public within 2000::/3 only, unless a row says otherwise. IPv4 that an IPv6 address embeds is judged too, and
 * the worst counts.
 *
 * <p>Sources are the RFCs that the IANA special-purpose address registries name and, for metadata services, the
 * documentation of the clouds.
 */
final class AddressTable {

    /** How an address may be used, from best to worst. */
    enum Reach {
        /** Globally reachable unicast. */
        PUBLIC,
        /** Public IPv4 behind the network's own translator: right as the answer of a DNS64, wrong as a literal. */
        TRANSLATED,
        /** Not globally reachable unicast: for trusted hosts only. */
        SPECIAL,
        /** Serves credentials to whoever asks: for nobody. */
        METADATA;

        Reach orWorse(Reach other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** How NAT64 may be laid out within the /48 that is for local use: each network chooses a prefix of its own. */
    private static final List<Embedding> LOCAL_NAT64 =
            List.of(Embedding.NAT64_48, Embedding.NAT64_56, Embedding.NAT64_64, Embedding.TAIL);

    private record Range(String prefix, Reach reach, List<Embedding> embeddings, String source, String reason) {

        Range(String prefix, Reach reach, String source, String reason) {
            this(prefix, reach, List.of(), source, reason);
        }

        Range(String prefix, Reach reach, Embedding embedding, String source, String reason) {
            this(prefix, reach, List.of(embedding), source, reason);
        }
    }

    /** What was found of an address. */
    private record Finding(Reach reach, String description) {

        /** Of equals this one. */
        Finding orWorse(Finding other) {
            return other.reach.compareTo(reach) > 0 ? other : this;
        }
    }

    /** ISATAP is told by the interface identifier, behind any prefix. */
    private static final Finding ISATAP = new Finding(Reach.SPECIAL, "ISATAP, RFC 5214");

    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0/0", Reach.PUBLIC, "RFC 791", "public"),
            new Range("0.0.0.0/8", Reach.SPECIAL, "RFC 791", "this network"),
            new Range("10.0.0.0/8", Reach.SPECIAL, "RFC 1918", "private use"),
            new Range("100.64.0.0/10", Reach.SPECIAL, "RFC 6598", "shared address space of carrier NAT"),
            new Range("100.100.100.200/32", Reach.METADATA, "Alibaba Cloud ECS", "metadata"),
            new Range("127.0.0.0/8", Reach.SPECIAL, "RFC 1122", "loopback"),
            new Range("168.63.129.16/32", Reach.METADATA, "Microsoft Azure", "WireServer, in public address space"),
            new Range("169.254.0.0/16", Reach.METADATA, "RFC 3927", "link-local, where most clouds serve metadata"),
            new Range("172.16.0.0/12", Reach.SPECIAL, "RFC 1918", "private use"),
            new Range("192.0.0.0/24", Reach.SPECIAL, "RFC 6890", "IETF protocol assignments"),
            new Range("192.0.0.192/32", Reach.METADATA, "Oracle Cloud Classic", "metadata"),
            new Range("192.0.2.0/24", Reach.SPECIAL, "RFC 5737", "documentation"),
            new Range("192.31.196.0/24", Reach.SPECIAL, "RFC 7535", "AS112: anycast sink for reverse look-ups"),
            new Range("192.52.193.0/24", Reach.SPECIAL, "RFC 7450", "automatic multicast tunnelling"),
            new Range("192.88.99.0/24", Reach.SPECIAL, "RFC 7526", "deprecated 6to4 relay anycast"),
            new Range("192.168.0.0/16", Reach.SPECIAL, "RFC 1918", "private use"),
            new Range("192.175.48.0/24", Reach.SPECIAL, "RFC 7534", "AS112: anycast sink for reverse look-ups"),
            new Range("198.18.0.0/15", Reach.SPECIAL, "RFC 2544", "benchmarking"),
            new Range("198.51.100.0/24", Reach.SPECIAL, "RFC 5737", "documentation"),
            new Range("203.0.113.0/24", Reach.SPECIAL, "RFC 5737", "documentation"),
            new Range("224.0.0.0/4", Reach.SPECIAL, "RFC 5771", "multicast"),
            new Range("240.0.0.0/4", Reach.SPECIAL, "RFC 1112", "reserved, with limited broadcast (RFC 919)"),
            new Range("::/0", Reach.SPECIAL, "RFC 4291", "not delegated for global unicast"),
            new Range("2000::/3", Reach.PUBLIC, "RFC 3587", "public"),
            new Range(
                    "::/96",
                    Reach.SPECIAL,
                    Embedding.TAIL,
                    "RFC 4291",
                    "unspecified, loopback, deprecated IPv4-compatible"),
            new Range("::ffff:0:0/96", Reach.SPECIAL, Embedding.TAIL, "RFC 4291", "IPv4-mapped"),
            new Range("::ffff:0:0:0/96", Reach.SPECIAL, Embedding.TAIL, "RFC 2765", "IPv4-translated"),
            new Range("64:ff9b::/96", Reach.TRANSLATED, Embedding.TAIL, "RFC 6052", "well-known prefix of NAT64"),
            new Range("64:ff9b:1::/48", Reach.SPECIAL, LOCAL_NAT64, "RFC 8215", "local-use NAT64"),
            new Range("100::/64", Reach.SPECIAL, "RFC 6666", "discard only"),
            new Range("100:0:0:1::/64", Reach.SPECIAL, "RFC 9780", "dummy prefix"),
            new Range("2001::/23", Reach.SPECIAL, "RFC 2928", "protocol assignments: Teredo, ORCHID, AMT, AS112 …"),
            new Range("2001::/32", Reach.SPECIAL, Embedding.INVERTED_TAIL, "RFC 4380", "Teredo"),
            new Range("2001:db8::/32", Reach.SPECIAL, "RFC 3849", "documentation"),
            new Range("2002::/16", Reach.SPECIAL, Embedding.SIX_TO_FOUR, "RFC 3056", "6to4"),
            new Range("2620:4f:8000::/48", Reach.SPECIAL, "RFC 7534", "AS112: anycast sink for reverse look-ups"),
            new Range("3fff::/20", Reach.SPECIAL, "RFC 9637", "documentation"),
            new Range("5f00::/16", Reach.SPECIAL, "RFC 9602", "segment routing"),
            new Range("fc00::/7", Reach.SPECIAL, "RFC 4193", "unique local"),
            new Range("fd00:42::42/128", Reach.METADATA, "Scaleway", "metadata"),
            new Range("fd00:100::100:200/128", Reach.METADATA, "Alibaba Cloud ECS", "metadata"),
            new Range("fd00:a9fe:a9fe::1/128", Reach.METADATA, "Akamai", "metadata"),
            new Range("fd00:c1::a9fe:a9fe/128", Reach.METADATA, "Oracle Cloud", "metadata"),
            new Range("fd00:ec2::/32", Reach.METADATA, "Amazon EC2", "metadata, EKS Pod Identity, DNS, time"),
            new Range("fd20:ce::254/128", Reach.METADATA, "Google Cloud", "metadata"),
            new Range("fe80::/10", Reach.SPECIAL, "RFC 4291", "link-local"),
            new Range("fe80::a9fe:a9fe/128", Reach.METADATA, "OpenStack Nova", "metadata"),
            new Range("fec0::/10", Reach.SPECIAL, "RFC 3879", "deprecated site-local"),
            new Range("ff00::/8", Reach.SPECIAL, "RFC 4291", "multicast"));

    private final DualIPv4v6AssociativeTries<Range> tries = new DualIPv4v6AssociativeTries<>();

    AddressTable() {
        RANGES.forEach(range -> tries.put(new IPAddressString(range.prefix()).getAddress(), range));
    }

    /** How that address may be used. */
    Reach reachOf(InetAddress address) {
        return judge(address).reach();
    }

    /** What decides, for operators: the row's reason and source, after what it was unwrapped from. */
    String describe(InetAddress address) {
        return judge(address).description();
    }

    private Finding judge(InetAddress address) {
        Range range = rangeOf(address);
        byte[] bytes = address.getAddress();
        Finding worst = new Finding(range.reach(), range.reason() + ", " + range.source());
        for (Embedding embedding : range.embeddings()) {
            worst = worst.orWorse(judge(range.reason(), embedding.ipv4In(bytes)));
        }
        return Embedding.isIsatap(bytes)
                ? worst.orWorse(judge("ISATAP", Embedding.TAIL.ipv4In(bytes))).orWorse(ISATAP)
                : worst;
    }

    private Finding judge(String around, InetAddress inner) {
        Finding finding = judge(inner);
        return new Finding(finding.reach(), around + " around " + Addresses.text(inner) + ": " + finding.description());
    }

    private Range rangeOf(InetAddress address) {
        return Objects.requireNonNull(tries.longestPrefixMatchNode(Addresses.toLibrary(address)))
                .getValue();
    }
}
