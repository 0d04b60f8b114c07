package io.wasettings.processor.store;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status.State;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger for tests; it can be made unavailable. */
public final class InMemoryCommandLedger implements CommandLedger {

    private final Map<CommandRef, Entry> entries = new HashMap<>();
    private boolean available = true;
    private @Nullable RuntimeException bug;

    /** Makes all calls fail, or work again. */
    public synchronized void available(boolean now) {
        available = now;
    }

    /** Makes all calls fail in a way that no ledger should. */
    public synchronized void failWith(RuntimeException unexpected) {
        bug = unexpected;
    }

    @Override
    public synchronized Entry begin(CommandRef command, SettingsKey key, Version seen) {
        check();
        return entries.computeIfAbsent(command, unknown -> new Entry(seen, Optional.empty(), Set.of()));
    }

    @Override
    public synchronized Optional<Decision> decision(CommandRef command) {
        check();
        return Optional.ofNullable(entries.get(command)).flatMap(Entry::decision);
    }

    @Override
    public synchronized Decision decide(CommandRef command, Decision decision) {
        check();
        Entry entry = entries.get(command);
        if (entry == null) {
            return decision;
        }
        boolean open = entry.decision()
                .map(standing -> standing.status().state() == State.FAILED && standing.replays() < decision.replays())
                .orElse(true);
        if (open) {
            entries.put(command, new Entry(entry.firstSeen(), Optional.of(decision), entry.refusedAuthMethods()));
        }
        return entries.get(command).decision().orElseThrow();
    }

    @Override
    public synchronized void refuseAuthMethod(CommandRef command, String method) {
        check();
        entries.computeIfPresent(command, (ref, entry) -> {
            Set<String> refused = new HashSet<>(entry.refusedAuthMethods());
            refused.add(method);
            return new Entry(entry.firstSeen(), entry.decision(), refused);
        });
    }

    /** What a process leaves behind that died before it could decide. */
    public synchronized void forgetDecision(CommandRef command) {
        entries.computeIfPresent(
                command, (ref, entry) -> new Entry(entry.firstSeen(), Optional.empty(), entry.refusedAuthMethods()));
    }

    private void check() {
        if (bug != null) {
            throw bug;
        }
        if (!available) {
            throw new StoreUnavailableException(new IllegalStateException("switched off"));
        }
    }
}
