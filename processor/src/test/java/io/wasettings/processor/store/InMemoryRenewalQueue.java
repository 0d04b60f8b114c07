package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.processor.token.TokenFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A renewal queue for tests, over the settings of a store for tests. */
public final class InMemoryRenewalQueue implements RenewalQueue {

    /** By which one token is told from another: tokens may be resealed. */
    private record Grant(Version version, Instant obtainedAt) {

        static Grant of(Due due) {
            return new Grant(due.version(), facts(due).obtainedAt());
        }
    }

    /** What went wrong since a token was last got. */
    private record Trouble(int failures, String error, boolean refused, StopReason stopReason) {

        static final Trouble NONE = new Trouble(0, null, false, null);
    }

    private record Renewal(Grant grant, State state, Instant at, Trouble trouble, Instant heldUntil) {

        static Renewal scheduled(Grant grant, State state, Instant at) {
            return new Renewal(grant, state, at, Trouble.NONE, null);
        }

        Renewal at(Instant due) {
            return new Renewal(grant, state, due, trouble, heldUntil);
        }

        Renewal heldUntil(Instant until) {
            return new Renewal(grant, state, at, trouble, until);
        }

        boolean isResumable() {
            return state == State.STOPPED && trouble.stopReason() != StopReason.REFRESH_TOKEN_REFUSED;
        }
    }

    private final InMemorySettingsStore store;
    private final Map<SettingsKey, Renewal> renewals = new HashMap<>();

    public InMemoryRenewalQueue(InMemorySettingsStore store) {
        this.store = store;
    }

    /** Borrows of all partners, on every host. */
    public static Optional<Due> borrow(RenewalQueue queue, Instant now, Instant until) {
        return queue.borrow(now, until, new Choice(queue.waiting(now), Set.of()));
    }

    @Override
    public synchronized List<String> waiting(Instant now) {
        return withToken()
                .filter(token -> isDue(renewal(token), now))
                .sorted(Comparator.comparing(token -> renewal(token).at()))
                .map(Due::partner)
                .distinct()
                .toList();
    }

    @Override
    public synchronized Optional<Due> borrow(Instant now, Instant until, Choice choice) {
        Instant absurd = until.plus(Duration.between(now, until));
        Optional<Due> due = withToken()
                .filter(token -> isDue(renewal(token), now) && isFree(renewal(token), now, absurd))
                .filter(token -> isIn(choice, token))
                .min(Comparator.comparing(token -> renewal(token).at()));
        due.ifPresent(token -> put(token, renewal(token).heldUntil(until)));
        return due.map(token -> new Due(
                token.key(),
                token.version(),
                token.oauth2(),
                renewal(token).trouble().failures(),
                renewal(token).trouble().refused()));
    }

    private static boolean isIn(Choice choice, Due due) {
        return choice.partners().contains(due.partner()) && !choice.passedOver().contains(due.host());
    }

    @Override
    public synchronized boolean resume(SettingsKey key, Instant at) {
        Optional<Due> resumable = stored(key).filter(token -> renewal(token).isResumable());
        resumable.ifPresent(token -> put(token, Renewal.scheduled(Grant.of(token), State.SCHEDULED, at)));
        return resumable.isPresent();
    }

    /** Why the renewal of that token is not tried again, if it is not. */
    public synchronized Optional<StopReason> stopReason(SettingsKey key) {
        return stored(key).map(token -> renewal(token).trouble().stopReason());
    }

    @Override
    public synchronized void hasten(SettingsKey key, String chain, Instant since) {
        stored(key)
                .filter(token -> chain.equals(token.oauth2().token().chain())
                        && facts(token).obtainedAt().isBefore(since)
                        && renewal(token).state() == State.SCHEDULED
                        && renewal(token).at().isAfter(since))
                .ifPresent(token -> put(token, renewal(token).at(since)));
    }

    /** Why the last renewal of that token failed or was deferred, if it did. */
    public synchronized Optional<String> error(SettingsKey key) {
        return stored(key).map(token -> renewal(token).trouble().error());
    }

    private Optional<Due> stored(SettingsKey key) {
        return store.find(key).flatMap(settings -> Due.of(settings, 0, false));
    }

    private static boolean isDue(Renewal renewal, Instant now) {
        return renewal.at() != null && !renewal.at().isAfter(now);
    }

    private static boolean isFree(Renewal renewal, Instant now, Instant absurd) {
        return renewal.heldUntil() == null
                || renewal.heldUntil().isBefore(now)
                || renewal.heldUntil().isAfter(absurd);
    }

    @Override
    public synchronized boolean renewed(Due due, Sealed renewed, Instant next) {
        if (!isSame(due)) {
            return false;
        }
        Settings before = store.find(due.key()).orElseThrow();
        store.replace(new Settings(
                before.key(),
                before.webhookUrl(),
                new SealedOAuth2(due.oauth2().client(), renewed.secrets(), renewed.token(), next),
                before.version(),
                before.commandId()));
        return true;
    }

    @Override
    public synchronized void giveBack(Due due) {
        if (isSame(due)) {
            put(due, renewal(due).heldUntil(null));
        }
    }

    @Override
    public synchronized void failed(Due due, Failure failure) {
        if (isSame(due)) {
            put(
                    due,
                    new Renewal(
                            Grant.of(due),
                            failure.state(),
                            failure.next().orElse(null),
                            new Trouble(
                                    failure.failures(),
                                    failure.error(),
                                    failure.wasRefused(),
                                    failure.stopReason().orElse(null)),
                            null));
        }
    }

    @Override
    public synchronized void deferred(Due due, String reason, Instant next) {
        if (isSame(due)) {
            Renewal before = renewal(due);
            Trouble trouble = before.trouble();
            put(
                    due,
                    new Renewal(
                            before.grant(),
                            before.state(),
                            next,
                            new Trouble(trouble.failures(), reason, trouble.refused(), trouble.stopReason()),
                            null));
        }
    }

    @Override
    public synchronized Census census(Instant now) {
        Map<State, Long> byState = new EnumMap<>(State.class);
        for (State state : State.values()) {
            byState.put(
                    state,
                    withToken().filter(token -> renewal(token).state() == state).count());
        }
        long expired = withToken()
                .filter(token -> facts(token).expiresAt().isBefore(now))
                .count();
        return new Census(byState, expired);
    }

    private Stream<Due> withToken() {
        return store.all().stream().flatMap(settings -> Due.of(settings, 0, false).stream());
    }

    private boolean isSame(Due due) {
        return stored(due.key())
                .filter(current -> Grant.of(current).equals(Grant.of(due)))
                .isPresent();
    }

    /** How the renewal of that very token stands. */
    private Renewal renewal(Due due) {
        Renewal known = renewals.get(due.key());
        Instant renewAt = due.oauth2().renewAt();
        return known != null && known.grant().equals(Grant.of(due))
                ? known
                : Renewal.scheduled(Grant.of(due), renewAt == null ? null : State.SCHEDULED, renewAt);
    }

    private void put(Due due, Renewal renewal) {
        renewals.put(due.key(), renewal);
    }

    private static TokenFacts facts(Due due) {
        return due.oauth2().token().facts();
    }
}
