package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Bounds the calls under way at a time: to one host, and of one partner to one host. A call that finds its share taken
 * waits in turn, but only while the host's calls end fast enough for that wait to be short; otherwise it ends in
 * {@link Exchange.Kind#NO_CONNECTION} at once. So a slow host, however many partners share it, keeps no more of the
 * callers than its share, and the others are free for other hosts. Thread-safe.
 */
final class Shares {

    /** A caller that waits holds up other work of this process. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final int perHost;
    private final int perPartnerAndHost;
    private final Duration patience;
    private final ConcurrentHashMap<Object, Share> shares = new ConcurrentHashMap<>();

    private record Host(String name, int port) {}

    /** @param perHost calls to one host; one partner may have half of them, so that there is room for others */
    Shares(int perHost) {
        this(perHost, PATIENCE);
    }

    /** @param patience the longest wait for a share */
    Shares(int perHost, Duration patience) {
        this.perHost = perHost;
        this.perPartnerAndHost = (perHost + 1) / 2;
        this.patience = patience;
    }

    /** Makes the call once there is room for it, or not at all. */
    Exchange call(PartnerHost place, Supplier<Exchange> call) {
        return within(place, perPartnerAndHost, () -> within(new Host(place.host(), place.port()), perHost, call));
    }

    private Exchange within(Object name, int limit, Supplier<Exchange> call) {
        Share share = join(name, limit);
        try {
            Optional<Failure> busy = share.enter(patience).map(HttpFailures::busy);
            if (busy.isPresent()) {
                return busy.get();
            }
            long started = System.nanoTime();
            try {
                return call.get();
            } finally {
                share.leave(started);
            }
        } finally {
            part(name);
        }
    }

    /** How many shares are kept, for tests: none that is not in use. */
    int inUse() {
        return shares.size();
    }

    private Share join(Object name, int limit) {
        return shares.compute(name, (any, known) -> {
            Share share = known == null ? new Share(limit) : known;
            share.join();
            return share;
        });
    }

    private void part(Object name) {
        shares.computeIfPresent(name, (any, share) -> share.part() ? share : null);
    }
}
