package io.wasettings.processor.store;

import io.wasettings.common.CommandRef;
import io.wasettings.common.ToldStatus;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how commands stand that the store could not note, and has it note that before one of them is looked up
 * again. Thread-safe.
 *
 * <p>Without it a command that is repeated, by its producer, before the projection has brought its end into the store
 * would be carried out again, and told to be superseded after it was told to be applied. Bounded, and lost with the
 * process: all deliveries of a key come to the same process, but for a rebalance.
 */
final class RememberingCommandStore implements CommandStore {

    private static final int MAX_REMEMBERED = 10_000;

    private final CommandStore store;
    private final Map<String, Told> unnoted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    RememberingCommandStore(CommandStore store) {
        this.store = store;
    }

    private record Told(ToldStatus status, Attempt attempt) {}

    @Override
    public Known begin(Arrival arrival) {
        Told told = unnoted(arrival.ref().key());
        if (told != null) {
            tell(told.status(), told.attempt());
        }
        return store.begin(arrival);
    }

    @Override
    public Optional<ToldStatus> standing(CommandRef command) {
        return store.standing(command);
    }

    @Override
    public ToldStatus tell(ToldStatus next, Attempt attempt) {
        try {
            ToldStatus stands = store.tell(next, attempt);
            forget(next.subject());
            return stands;
        } catch (StoreUnavailableException e) {
            remember(new Told(next, attempt));
            throw e;
        }
    }

    @Override
    public void deadLettered(String subject, DeadLetterPlace place) {
        store.deadLettered(subject, place);
    }

    @Override
    public void deadLettersFound(List<FoundDeadLetter> found) {
        store.deadLettersFound(found);
    }

    @Override
    public void refuseAuthMethod(CommandRef command, String method) {
        store.refuseAuthMethod(command, method);
    }

    private @Nullable Told unnoted(String subject) {
        synchronized (unnoted) {
            return unnoted.get(subject);
        }
    }

    private void forget(String subject) {
        synchronized (unnoted) {
            unnoted.remove(subject);
        }
    }

    private void remember(Told told) {
        synchronized (unnoted) {
            unnoted.put(told.status().subject(), told);
        }
    }
}
