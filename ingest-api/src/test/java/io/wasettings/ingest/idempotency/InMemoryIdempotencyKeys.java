package io.wasettings.ingest.idempotency;

import io.wasettings.ingest.idempotency.Claim.Held;
import io.wasettings.ingest.idempotency.Claim.Mismatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of one process, for tests. */
public final class InMemoryIdempotencyKeys implements IdempotencyKeys {

    private final Map<String, Entry> entries;
    private final Duration ttl;
    private final Clock clock;

    /** Keys that nobody shares. */
    public InMemoryIdempotencyKeys() {
        this(new ConcurrentHashMap<>(), Duration.ofHours(24), Clock.systemUTC());
    }

    InMemoryIdempotencyKeys(Map<String, Entry> entries, Duration ttl, Clock clock) {
        this.entries = entries;
        this.ttl = ttl;
        this.clock = clock;
    }

    record Entry(String commandId, String request, boolean published, Instant expiry) {}

    @Override
    public CompletableFuture<Claim> claim(KeyedRequest request, String proposedCommandId) {
        String described = request.channel() + Arrays.toString(request.body());
        Entry proposal =
                new Entry(proposedCommandId, described, false, clock.instant().plus(ttl));
        Entry entry = entries.merge(
                request.id(), proposal, (old, proposed) -> old.expiry().isAfter(clock.instant()) ? old : proposed);
        return CompletableFuture.completedFuture(
                entry.request().equals(described)
                        ? new Held(entry.commandId(), !entry.commandId().equals(proposedCommandId), entry.published())
                        : new Mismatch());
    }

    @Override
    public CompletableFuture<?> markPublished(KeyedRequest request, String commandId) {
        entries.computeIfPresent(
                request.id(),
                (id, entry) -> entry.commandId().equals(commandId)
                        ? new Entry(entry.commandId(), entry.request(), true, entry.expiry())
                        : entry);
        return CompletableFuture.completedFuture(true);
    }
}
