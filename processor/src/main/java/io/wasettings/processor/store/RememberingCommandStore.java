package io.wasettings.processor.store;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where commands first appeared, and how they stand, while the store cannot note it, and has it note both
 * before it says what it knows of them.
 *
 * <p>Without it, a command that its producer repeats while it waits for the store would count from its second
 * appearance, and could replace what came between. And a command that is repeated before the projection has brought its
 * final status into the store would be carried out again, and be told as superseded after it was told as applied. What
 * is remembered is bounded, and lost with the process: all deliveries of a key come to the same process, except after a
 * rebalance.
 */
final class RememberingCommandStore implements CommandStore {

    /** Bytes of what is remembered beside names and statuses, about. */
    private static final long OBJECTS = 400;

    private final CommandStore store;
    private final Unnoted<Version> appearances = new Unnoted<>(RememberingCommandStore::earlier, version -> OBJECTS);
    private final Unnoted<Told> ends = new Unnoted<>(
            RememberingCommandStore::standing,
            told -> OBJECTS + told.status().status().size());

    RememberingCommandStore(CommandStore store) {
        this.store = store;
    }

    private record Told(ToldStatus status, Attempt attempt) {}

    @Override
    public Known begin(Arrival arrival) {
        String whose = nameWithContent(arrival);
        try {
            noteEndOf(arrival.ref().key());
            Version before = appearances.of(whose);
            Known known = store.begin(arrival.seenAt(earlier(before, arrival.seen())));
            appearances.forget(whose, before);
            return known;
        } catch (StoreUnavailableException e) {
            appearances.remember(whose, arrival.seen());
            throw e;
        }
    }

    @Override
    public Optional<ToldStatus> standing(CommandRef command) {
        return store.standing(command);
    }

    @Override
    public ToldStatus tell(ToldStatus next, Attempt attempt) {
        try {
            noteEndOf(next.subject());
            return store.tell(next, attempt);
        } catch (StoreUnavailableException e) {
            ends.remember(next.subject(), new Told(next, attempt));
            throw e;
        }
    }

    @Override
    public void deadLettered(String subject, DeadLetterPlace place) {
        store.deadLettered(subject, place);
    }

    @Override
    public void refuseAuthMethod(CommandRef command, AuthMethod method) {
        store.refuseAuthMethod(command, method);
    }

    private static Version earlier(@Nullable Version known, Version seen) {
        return known == null ? seen : known.orEarlier(seen);
    }

    /** As the store would have it: an end that was told stays, whatever is told while the store is away. */
    private static Told standing(Told known, Told next) {
        return next.status().replaces(known.status()) ? next : known;
    }

    private void noteEndOf(String subject) {
        Told told = ends.of(subject);
        if (told != null) {
            store.tell(told.status(), told.attempt());
            ends.forget(subject, told);
        }
    }

    /** So that nothing else takes the place of a command: what has its name alone may be another one. */
    private static String nameWithContent(Arrival arrival) {
        // The first hash: that of what is in a seal, if it opens, as each repetition may be sealed anew.
        return arrival.ref().key() + " " + arrival.contentHashes().first().orElse("");
    }
}
