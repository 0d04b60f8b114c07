package io.wasettings.processor.command;

import io.wasettings.common.CommandRef;
import io.wasettings.processor.kafka.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers where commands first appeared while the ledger could not note it. Thread-safe.
 *
 * <p>Without it a command that is repeated, by its producer, while it waits for the store would count from its second
 * appearance and could replace what came between. Bounded, and lost with the process: all deliveries of a key come to
 * the same process, but for a rebalance.
 */
final class FirstAppearances {

    private static final int MAX_REMEMBERED = 10_000;

    private final Map<CommandRef, Version> unnoted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CommandRef, Version> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Where the command first appeared: there, or earlier if that is remembered. */
    synchronized Version of(Command command) {
        Version remembered = unnoted.get(command.ref());
        return remembered != null && command.version().isNewerThan(remembered) ? remembered : command.version();
    }

    /** The ledger could not note the command. */
    synchronized void remember(Command command) {
        unnoted.put(command.ref(), of(command));
    }

    /** The ledger has noted the command. */
    synchronized void forget(Command command) {
        unnoted.remove(command.ref());
    }
}
