package io.wasettings.processor.command;

import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Arrival;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers where commands first appeared while the store could not note it. Thread-safe.
 *
 * <p>Without it a command that is repeated, by its producer, while it waits for the store would count from its second
 * appearance and could replace what came between. Told apart by their content as well, so that nothing else takes their
 * place. Bounded, and lost with the process: all deliveries of a key come to the same process, but for a rebalance.
 */
final class FirstAppearances {

    private static final int MAX_REMEMBERED = 10_000;

    private final Map<String, Version> unnoted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Version> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** The same with the place where the command first appeared: there, or earlier if that is remembered. */
    synchronized Arrival of(Arrival arrival) {
        Version remembered = unnoted.get(name(arrival));
        return remembered == null || remembered.isNewerThan(arrival.seen())
                ? arrival
                : new Arrival(arrival.ref(), arrival.key(), remembered, arrival.contentHash());
    }

    /** The store could not note the command. */
    synchronized void remember(Arrival arrival) {
        unnoted.put(name(arrival), of(arrival).seen());
    }

    /** The store has noted the command. */
    synchronized void forget(Arrival arrival) {
        unnoted.remove(name(arrival));
    }

    private static String name(Arrival arrival) {
        return arrival.ref().key() + " " + arrival.contentHash();
    }
}
