package io.wasettings.processor.validation.url;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Looks up hosts in the hosts file, then in the DNS: A and AAAA at once, within one time bound, names absolute. Found
 * addresses are used again for their TTL but no longer than a cap; nothing else is remembered.
 *
 * <p>Servers are asked in turn, those that failed lately last, until one answers the question.
 *
 * <p>One family that answers is enough, since only what was answered is ever dialled. The JDK's own look-up is not
 * used: it has no time bound, does not tell NXDOMAIN from a broken resolver, and keeps answers for as long as a
 * security property says.
 */
public final class DnsHostResolver implements HostResolver {

    /** Attempts at each server within the time bound. */
    private static final int ATTEMPTS = 3;

    /** Beyond that the names that were not asked for the longest are forgotten. */
    private static final int MOST_NAMES = 500;

    private static final Name LOCALHOST = Name.fromConstantString("localhost.");

    private final LookupSession session;
    private final HostsFile hostsFile;
    private final Duration timeout;

    /** With the system's DNS servers and hosts file. */
    public DnsHostResolver(UrlSettings settings) {
        this(settings, ResolverConfig.getCurrentConfig().servers(), HostsFile.ofSystem());
    }

    DnsHostResolver(UrlSettings settings, List<InetSocketAddress> servers, HostsFile hostsFile) {
        this.timeout = settings.lookupTimeout();
        this.hostsFile = hostsFile;
        this.session = session(resolver(servers, timeout), settings.lookupCacheCap());
    }

    @Override
    public Resolution resolve(String host) {
        try {
            Name name = Name.fromString(host, Name.root);
            List<InetAddress> local = lookUpLocally(host, name);
            return local.isEmpty() ? lookUpInDns(name) : new Found(local);
        } catch (TextParseException e) {
            return new NoSuchHost();
        }
    }

    /** The hosts file decides alone if it lists the host; names below localhost never reach the DNS (RFC 6761). */
    private List<InetAddress> lookUpLocally(String host, Name name) {
        List<InetAddress> listed = inTurn(hostsFile.addressesOf(host));
        return listed.isEmpty() && name.subdomain(LOCALHOST) ? List.of(InetAddress.getLoopbackAddress()) : listed;
    }

    private Resolution lookUpInDns(Name name) {
        return lookUpInDns(name, Type.A)
                .thenCombine(lookUpInDns(name, Type.AAAA), DnsHostResolver::merge)
                .join();
    }

    private CompletableFuture<Resolution> lookUpInDns(Name name, int type) {
        return session.lookupAsync(name, type)
                .toCompletableFuture()
                .handle((result, failure) -> resolution(result, failure, type))
                .completeOnTimeout(new Unavailable(), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Resolution resolution(@Nullable LookupResult result, @Nullable Throwable failure, int type) {
        if (result == null) {
            Throwable cause = DnsServer.cause(failure);
            return cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException
                    ? new NoSuchHost()
                    : new Unavailable();
        }
        List<Record> records = result.getRecords();
        // Others come beside them: signatures (RFC 4035 section 3.1.1), which a server may send unasked.
        List<InetAddress> addresses = records.stream()
                .filter(found -> found.getType() == type && found.getDClass() == DClass.IN)
                .map(found -> Addresses.of(found.rdataToWireCanonical()))
                .toList();
        if (addresses.isEmpty()) {
            return records.isEmpty() ? new NoSuchHost() : new Unavailable();
        }
        return new Found(addresses);
    }

    private static Resolution merge(Resolution ipv4, Resolution ipv6) {
        List<InetAddress> addresses = inTurn(addresses(ipv4), addresses(ipv6));
        if (!addresses.isEmpty()) {
            return new Found(addresses);
        }
        return ipv4.equals(ipv6) ? ipv4 : new Unavailable();
    }

    /** As RFC 8305 section 4 has it: where one family does not get through, the other one's turn comes in time. */
    private static List<InetAddress> inTurn(List<InetAddress> ipv4, List<InetAddress> ipv6) {
        return IntStream.range(0, Math.max(ipv4.size(), ipv6.size()))
                .boxed()
                .flatMap(i -> Stream.of(ipv4, ipv6)
                        .flatMap(family -> family.stream().skip(i).limit(1)))
                .toList();
    }

    private static List<InetAddress> inTurn(List<InetAddress> addresses) {
        return inTurn(family(Inet4Address.class, addresses), family(Inet6Address.class, addresses));
    }

    private static List<InetAddress> family(Class<? extends InetAddress> family, List<InetAddress> addresses) {
        return addresses.stream().filter(family::isInstance).toList();
    }

    private static List<InetAddress> addresses(Resolution resolution) {
        return resolution.fold(found -> List.copyOf(found), List::of, List::of);
    }

    private static Resolver resolver(List<InetSocketAddress> servers, Duration timeout) {
        Duration attempt = timeout.dividedBy(ATTEMPTS);
        DnsServers resolver = new DnsServers(
                servers.stream().map(server -> new DnsServer(server, attempt)).toList());
        resolver.setTimeout(timeout);
        resolver.setRetries(ATTEMPTS);
        return resolver;
    }

    private static LookupSession session(Resolver resolver, Duration cap) {
        LookupSession.LookupSessionBuilder session = LookupSession.builder().resolver(resolver);
        return cap.isZero() ? session.build() : session.cache(cache(cap)).build();
    }

    private static Cache cache(Duration cap) {
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(MOST_NAMES);
        cache.setMaxCache(Math.toIntExact(cap.toSeconds()));
        cache.setMaxNCache(0);
        return cache;
    }
}
