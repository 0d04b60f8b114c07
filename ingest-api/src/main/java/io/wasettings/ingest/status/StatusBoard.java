package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.service.memory.Newest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where statuses are posted and awaited: holds the recent ones of all commands, and the requests that wait for the end
 * of one. Both are bounded. Thread-safe.
 *
 * <p>A command is known by its source and id: another source's command of the same id answers no waiting request.
 */
public final class StatusBoard {

    /**
     * Bytes of a recent status, on average: most take half of it, and those of other producers may take a hundred times
     * as much.
     */
    private static final long RECENT_SIZE = 2048;

    /** By id. A cache that evicts by frequency would drop the newest first. */
    private final Newest<Namesakes> recent;

    private final Map<CommandRef, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private volatile boolean open = true;

    /** @param recentStatuses how many ids are remembered, fewer if their statuses are larger than usual */
    StatusBoard(int maxWaiting, int recentStatuses) {
        this.maxWaiting = maxWaiting;
        this.recent = new Newest<>(recentStatuses, recentStatuses * RECENT_SIZE, Namesakes::size, Namesakes::partner);
    }

    /**
     * Waits for that command from now on; empty if too many wait already.
     *
     * @param known how it stands as far as is known elsewhere: an end from before that does not end the wait
     */
    public Optional<Waiter> register(CommandRef command, Optional<ToldStatus> known) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Optional.empty();
        }
        Waiter waiter = new Waiter(command, this::deregister);
        known.ifPresent(waiter::post);
        waiters.compute(command, (ref, some) -> {
            Set<Waiter> all = some == null ? ConcurrentHashMap.newKeySet() : some;
            all.add(waiter);
            return all;
        });
        // Looked up after the registration, so that no status slips through between the two.
        recent(command).ifPresent(waiter::post);
        if (!open) {
            waiter.giveUp();
        }
        return Optional.of(waiter);
    }

    /** The status that stands of that command, if it is among the recent ones. */
    public Optional<ToldStatus> recent(CommandRef command) {
        return namesakes(command.id()).flatMap(namesakes -> namesakes.of(command));
    }

    /**
     * The newest command of that id that belongs to the partner, if it is among the recent ones.
     *
     * @param source null for any
     */
    public Optional<ToldStatus> newest(String id, String partner, @Nullable String source) {
        return namesakes(id).flatMap(namesakes -> namesakes.newest(partner, source));
    }

    /** Makes a status known to all who ask or wait; a status that does not stand changes nothing. */
    public void post(ToldStatus told) {
        told.command().ifPresent(command -> {
            remember(command.id(), Namesakes.of(command, told));
            waiters.getOrDefault(command, Set.of()).forEach(waiter -> waiter.post(told));
        });
    }

    private Optional<Namesakes> namesakes(String id) {
        synchronized (recent) {
            return Optional.ofNullable(recent.of(id));
        }
    }

    private void remember(String id, Namesakes arriving) {
        synchronized (recent) {
            Namesakes known = recent.of(id);
            recent.keep(id, known == null ? arriving : known.and(arriving));
        }
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
        waiters.computeIfPresent(waiter.command(), (ref, all) -> {
            if (all.remove(waiter)) {
                waiting.decrementAndGet();
            }
            return all.isEmpty() ? null : all;
        });
    }
}
