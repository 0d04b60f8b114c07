package io.wasettings.ingest.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wasettings.common.Status;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where statuses are posted and waited for: the recent ones of all commands, and the requests that wait for the end of
 * one. Both are bounded. Thread-safe.
 */
public final class StatusBoard {

    private final Cache<String, Status> recent;
    private final Map<String, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private volatile boolean open = true;

    StatusBoard(int maxWaiting, int recentStatuses) {
        this.maxWaiting = maxWaiting;
        this.recent = Caffeine.newBuilder().maximumSize(recentStatuses).build();
    }

    /** Waits for that command from now on; empty when too many wait already. */
    public Optional<Waiter> register(String commandId) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Optional.empty();
        }
        Waiter waiter = new Waiter(commandId, this::deregister);
        waiters.compute(commandId, (id, some) -> {
            Set<Waiter> all = some == null ? ConcurrentHashMap.newKeySet() : some;
            all.add(waiter);
            return all;
        });
        // Looked up after the registration, so that no status slips through between the two.
        recent(commandId).ifPresent(waiter::post);
        if (!open) {
            waiter.giveUp();
        }
        return Optional.of(waiter);
    }

    /** The status of that command, if it is among the recent ones. */
    public Optional<Status> recent(String commandId) {
        return Optional.ofNullable(recent.getIfPresent(commandId));
    }

    /** Makes a status known to all who ask or wait; one that is not further on than what is known changes nothing. */
    public void post(Status status) {
        recent.asMap().merge(status.commandId(), status, Progress::further);
        waiters.getOrDefault(status.commandId(), Set.of()).forEach(waiter -> waiter.post(status));
    }

    /** How many requests wait. */
    int waiting() {
        return waiting.get();
    }

    /** Lets requests wait again. */
    void open() {
        open = true;
    }

    /** From now on nobody waits. */
    void close() {
        open = false;
        waiters.values().forEach(all -> all.forEach(Waiter::giveUp));
    }

    private void deregister(Waiter waiter) {
        waiters.computeIfPresent(waiter.commandId(), (id, all) -> {
            if (all.remove(waiter)) {
                waiting.decrementAndGet();
            }
            return all.isEmpty() ? null : all;
        });
    }
}
