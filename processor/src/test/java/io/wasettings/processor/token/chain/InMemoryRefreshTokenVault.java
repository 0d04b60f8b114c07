package io.wasettings.processor.token.chain;

import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A vault for tests; it can be made unavailable. */
public class InMemoryRefreshTokenVault implements RefreshTokenVault {

    private record Entry(RefreshTokenChain chain, String holder, Instant until) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private boolean available = true;

    /** Makes all calls fail, or work again. */
    public synchronized void available(boolean now) {
        available = now;
    }

    /** Lets all loans run out at once. */
    public synchronized void expireLoans() {
        entries.replaceAll((id, entry) -> new Entry(entry.chain(), entry.holder(), Instant.EPOCH));
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
        if (entry != null && entry.holder() != null && isHeld(entry.until(), Instant.now(), until)) {
            return Optional.empty();
        }
        RefreshTokenChain before = entry == null ? RefreshTokenChain.unknown(id) : entry.chain();
        entries.put(id, new Entry(new RefreshTokenChain(id, before.newest(), before.last(), true), holder, until));
        return Optional.of(before);
    }

    @Override
    public synchronized void keep(RefreshTokenChain chain, String holder) {
        check();
        Entry entry = entries.get(chain.id());
        if (entry == null || holder.equals(entry.holder())) {
            entries.put(chain.id(), new Entry(chain, null, null));
        } else if (entry.chain().last() == null
                || entry.chain()
                        .last()
                        .facts()
                        .obtainedAt()
                        .isBefore(chain.last().facts().obtainedAt())) {
            RefreshTokenChain late = new RefreshTokenChain(
                    chain.id(), chain.newest(), chain.last(), entry.chain().inDoubt());
            entries.put(chain.id(), new Entry(late, entry.holder(), entry.until()));
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
        entries.put(id, new Entry(new RefreshTokenChain(id, chain.newest(), chain.last(), inDoubt), null, null));
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
