package io.wasettings.ingest.idempotency;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class InMemoryIdempotencyKeysTest extends IdempotencyKeysContract {

    private final Map<String, InMemoryIdempotencyKeys.Entry> entries = new ConcurrentHashMap<>();

    @Override
    IdempotencyKeys keys(Clock clock) {
        return new InMemoryIdempotencyKeys(entries, TTL, clock);
    }
}
