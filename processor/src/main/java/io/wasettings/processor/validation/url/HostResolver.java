package io.wasettings.processor.validation.url;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks up hosts. Thread-safe; never throws; returns in bounded time. Asked with lower-case A-labels without a root
 * dot, which it takes for absolute: no search path.
 */
public interface HostResolver {

    /** All IPv4 and IPv6 addresses of that host: IPv4 first, then the families in turn. */
    Resolution resolve(String host);

    /** What a look-up came to: {@link Found}, {@link NoSuchHost} or {@link Unavailable}. */
    sealed interface Resolution permits Found, NoSuchHost, Unavailable {

        /** The resolution mapped by the function of its case. */
        <T> T fold(Function<List<InetAddress>, T> found, Supplier<T> noSuchHost, Supplier<T> unavailable);
    }

    /** The host has these addresses, at least one; IPv4 first. */
    record Found(List<InetAddress> addresses) implements Resolution {

        public Found {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("A host without addresses is NoSuchHost");
            }
        }

        @Override
        public <T> T fold(Function<List<InetAddress>, T> found, Supplier<T> noSuchHost, Supplier<T> unavailable) {
            return found.apply(addresses);
        }
    }

    /** The DNS says that there is no such name (NXDOMAIN), or none with an address (NODATA): permanent. */
    record NoSuchHost() implements Resolution {
        @Override
        public <T> T fold(Function<List<InetAddress>, T> found, Supplier<T> noSuchHost, Supplier<T> unavailable) {
            return noSuchHost.get();
        }
    }

    /** No usable answer: a time-out, SERVFAIL, a broken zone. Transient. */
    record Unavailable() implements Resolution {
        @Override
        public <T> T fold(Function<List<InetAddress>, T> found, Supplier<T> noSuchHost, Supplier<T> unavailable) {
            return unavailable.get();
        }
    }
}
