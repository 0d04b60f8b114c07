package io.wasettings.processor.token.chain;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vault for tests; it can be made unavailable. */
public class InMemoryRefreshTokenVault implements RefreshTokenVault {

    private record Entry(RefreshTokenChain chain, String holder, Instant until, boolean overdue) {
        static Entry free(RefreshTokenChain chain) {
            return new Entry(chain, null, null, false);
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Clock clock;
    private final Duration lateNews;
    private boolean available = true;

    public InMemoryRefreshTokenVault() {
        this(Clock.systemUTC(), Duration.ofMillis(200));
    }

    /** @param lateNews how long a loan that ran out goes on once somebody asks for the chain */
    InMemoryRefreshTokenVault(Clock clock, Duration lateNews) {
        this.clock = clock;
        this.lateNews = lateNews;
    }

    /** Makes all calls fail, or work again. */
    public synchronized void available(boolean now) {
        available = now;
    }

    /** Lets all loans run out at once, long ago. */
    public synchronized void expireLoans() {
        entries.replaceAll((id, entry) -> new Entry(entry.chain(), entry.holder(), Instant.EPOCH, true));
    }

    @Override
    public synchronized Optional<RefreshTokenChain> find(List<String> ids) {
        check();
        return ids.stream()
                .filter(entries::containsKey)
                .findFirst()
                .map(id -> entries.get(id).chain());
    }

    @Override
    public synchronized boolean hidesChains() {
        check();
        return false;
    }

    @Override
    public synchronized Optional<RefreshTokenChain> borrow(String id, String holder, Instant until) {
        check();
        Entry entry = entries.get(id);
        if (entry != null && entry.holder() != null) {
            if (isHeld(entry.until(), clock.instant(), until)) {
                return Optional.empty();
            }
            if (!entry.overdue()) {
                entries.put(
                        id,
                        new Entry(entry.chain(), entry.holder(), clock.instant().plus(lateNews), true));
                return Optional.empty();
            }
        }
        RefreshTokenChain before = entry == null ? RefreshTokenChain.unknown(id) : entry.chain();
        entries.put(
                id, new Entry(new RefreshTokenChain(id, before.newest(), before.last(), true), holder, until, false));
        return Optional.of(before);
    }

    @Override
    public synchronized void keep(RefreshTokenChain chain, String holder) {
        check();
        Entry entry = entries.get(chain.id());
        if (entry == null || holder.equals(entry.holder())) {
            entries.put(chain.id(), Entry.free(chain));
        } else if (entry.chain().last() == null
                || entry.chain()
                        .last()
                        .facts()
                        .obtainedAt()
                        .isBefore(chain.last().facts().obtainedAt())) {
            RefreshTokenChain late = new RefreshTokenChain(
                    chain.id(), chain.newest(), chain.last(), entry.chain().inDoubt());
            entries.put(chain.id(), new Entry(late, entry.holder(), entry.until(), entry.overdue()));
        }
    }

    @Override
    public synchronized boolean giveBack(String id, String holder, boolean inDoubt) {
        check();
        Entry entry = entries.get(id);
        if (entry == null || !holder.equals(entry.holder())) {
            return false;
        }
        RefreshTokenChain chain = entry.chain();
        entries.put(id, Entry.free(new RefreshTokenChain(id, chain.newest(), chain.last(), inDoubt)));
        return true;
    }

    private void check() {
        if (!available) {
            throw new StoreUnavailableException(new IllegalStateException("switched off"));
        }
    }

    private static boolean isHeld(Instant heldUntil, Instant now, Instant until) {
        return !heldUntil.isBefore(now) && !heldUntil.isAfter(until.plus(Duration.between(now, until)));
    }
}
