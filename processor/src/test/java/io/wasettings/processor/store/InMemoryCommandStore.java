package io.wasettings.processor.store;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands for tests; the store can be made unavailable. */
public final class InMemoryCommandStore implements CommandStore, FoundDeadLetters {

    private final Map<CommandRef, Known> arrived = new HashMap<>();
    private final Map<String, ToldStatus> standing = new HashMap<>();
    private final Map<String, List<Attempt>> attempts = new HashMap<>();
    private final Map<String, DeadLetterPlace> deadLetters = new HashMap<>();
    private final Map<String, Optional<String>> foundKeys = new HashMap<>();
    private boolean available = true;
    private @Nullable RuntimeException bug;

    /** This store as the application has it: what it could not note is remembered, until the process ends. */
    public CommandStore remembering() {
        return new RememberingCommandStore(this);
    }

    /** Makes all calls fail, or work again. */
    public synchronized void available(boolean now) {
        available = now;
    }

    /** Makes all calls fail in a way that no store should. */
    public synchronized void failWith(RuntimeException unexpected) {
        bug = unexpected;
    }

    @Override
    public synchronized Known begin(Arrival arrival) {
        check();
        Known known = arrived.compute(
                arrival.ref(),
                (ref, before) -> before == null || before.isRepetitionOf(arrival)
                        ? new Known(
                                arrival.key(),
                                arrival.contentHashes(),
                                arrival.seen(),
                                Optional.empty(),
                                before == null ? Set.of() : before.refusedAuthMethods())
                        : before);
        return new Known(
                known.key(),
                known.contentHashes(),
                known.firstSeen(),
                Optional.ofNullable(standing.get(arrival.ref().key())),
                known.refusedAuthMethods());
    }

    @Override
    public synchronized Optional<ToldStatus> standing(CommandRef command) {
        check();
        return Optional.ofNullable(standing.get(command.key()));
    }

    @Override
    public synchronized ToldStatus tell(ToldStatus next, Attempt attempt) {
        check();
        ToldStatus stands = standing.merge(
                next.subject(), next, (told, newer) -> newer.isOfCommandOf(told) ? told.then(newer) : newer);
        if (stands.equals(next)) {
            attempts.computeIfAbsent(next.subject(), first -> new ArrayList<>()).add(attempt);
        }
        return stands;
    }

    @Override
    public synchronized void deadLettered(String subject, DeadLetterPlace place) {
        check();
        deadLetters.merge(subject, place, (before, next) -> isLater(next, before) ? next : before);
    }

    @Override
    public synchronized void note(List<FoundDeadLetter> found) {
        check();
        for (FoundDeadLetter each : found) {
            boolean isAnothers = CommandRef.parse(each.subject())
                    .flatMap(command -> Optional.ofNullable(arrived.get(command)))
                    .filter(known -> !isAt(known.firstSeen(), each.headers().version()))
                    .isPresent();
            if (!isAnothers) {
                foundKeys.put(each.subject(), Optional.ofNullable(each.key()));
                deadLettered(each.subject(), each.place());
            }
        }
    }

    private static boolean isAt(Version place, Version other) {
        return place.timestamp() == other.timestamp() && place.offset() == other.offset();
    }

    private static boolean isLater(DeadLetterPlace next, DeadLetterPlace before) {
        return next.why().failedAt().isAfter(before.why().failedAt())
                || (next.partition() == before.partition() && next.offset() > before.offset());
    }

    @Override
    public synchronized void refuseAuthMethod(CommandRef command, AuthMethod method) {
        check();
        arrived.computeIfPresent(command, (ref, known) -> {
            Set<AuthMethod> refused = new HashSet<>(known.refusedAuthMethods());
            refused.add(method);
            return new Known(known.key(), known.contentHashes(), known.firstSeen(), known.standing(), refused);
        });
    }

    /** Notes a command as an earlier build did. */
    public synchronized void remember(CommandRef command, Known known) {
        arrived.put(command, known);
    }

    /** The attempts at that subject. */
    public synchronized List<Attempt> attempts(String subject) {
        return List.copyOf(attempts.getOrDefault(subject, List.of()));
    }

    /** Where the dead letter of that subject lies. */
    public synchronized Optional<DeadLetterPlace> deadLetter(String subject) {
        return Optional.ofNullable(deadLetters.get(subject));
    }

    /** The key with which its dead letter was found. */
    public synchronized Optional<String> foundKey(String subject) {
        return foundKeys.getOrDefault(subject, Optional.empty());
    }

    /** How that subject stands. */
    public synchronized Optional<ToldStatus> standing(String subject) {
        return Optional.ofNullable(standing.get(subject));
    }

    /** What a process leaves behind that died before it could decide. */
    public synchronized void forgetDecision(CommandRef command) {
        standing.remove(command.key());
    }

    private void check() {
        if (bug != null) {
            throw bug;
        }
        if (!available) {
            throw new StoreUnavailableException("switched off");
        }
    }
}
