package io.wasettings.processor.store;

import io.wasettings.common.SettingsKey;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A renewal queue for tests, over the settings of a store for tests. */
public final class InMemoryRenewalQueue implements RenewalQueue {

    private record Renewal(String token, State state, Instant at, int failures, String error, Instant heldUntil) {
        Renewal heldUntil(Instant until) {
            return new Renewal(token, state, at, failures, error, until);
        }
    }

    private static final Set<State> TROUBLED = EnumSet.of(State.FAILING, State.STOPPED);

    private final InMemorySettingsStore store;
    private final Map<SettingsKey, Renewal> renewals = new HashMap<>();

    public InMemoryRenewalQueue(InMemorySettingsStore store) {
        this.store = store;
    }

    @Override
    public synchronized Optional<Due> borrow(Instant now, Instant until, PassedOver passedOver) {
        Instant absurd = until.plus(Duration.between(now, until));
        Optional<Settings> due = withToken()
                .filter(settings -> isDue(renewal(settings), now, absurd))
                .filter(settings -> isLent(new Due(settings, 0), passedOver))
                .min(Comparator.comparing(settings -> renewal(settings).at()));
        due.ifPresent(settings -> put(settings, renewal(settings).heldUntil(until)));
        return due.map(settings -> new Due(settings, renewal(settings).failures()));
    }

    private static boolean isLent(Due due, PassedOver passedOver) {
        return !passedOver.partners().contains(due.partner())
                && !passedOver.hosts().contains(due.host());
    }

    @Override
    public synchronized boolean resume(SettingsKey key, Instant at) {
        Optional<Settings> stopped =
                stored(key).filter(settings -> renewal(settings).state() == State.STOPPED);
        stopped.ifPresent(
                settings -> put(settings, new Renewal(settings.token().sealed(), State.SCHEDULED, at, 0, null, null)));
        return stopped.isPresent();
    }

    @Override
    public synchronized Optional<Standing> standing(SettingsKey key) {
        return stored(key).map(settings -> {
            Renewal renewal = renewal(settings);
            return new Standing(
                    renewal.state(),
                    renewal.failures(),
                    renewal.error(),
                    renewal.at(),
                    settings.token().facts().obtainedAt(),
                    settings.token().facts().expiresAt());
        });
    }

    private Optional<Settings> stored(SettingsKey key) {
        return store.find(key).filter(settings -> settings.token() != null);
    }

    private static boolean isDue(Renewal renewal, Instant now, Instant absurd) {
        return renewal.at() != null
                && !renewal.at().isAfter(now)
                && (renewal.heldUntil() == null
                        || renewal.heldUntil().isBefore(now)
                        || renewal.heldUntil().isAfter(absurd));
    }

    @Override
    public synchronized boolean renewed(Settings settings, Sealed renewed, Instant next) {
        if (!isSame(settings)) {
            return false;
        }
        store.replace(new Settings(
                settings.key(),
                settings.webhookUrl(),
                settings.authType(),
                settings.oauth2(),
                renewed.secrets(),
                renewed.token(),
                next,
                settings.version(),
                settings.commandId()));
        return true;
    }

    @Override
    public synchronized void failed(Settings settings, Failure failure) {
        if (isSame(settings)) {
            put(
                    settings,
                    new Renewal(
                            settings.token().sealed(),
                            failure.state(),
                            failure.next().orElse(null),
                            failure.failures(),
                            failure.error(),
                            null));
        }
    }

    @Override
    public synchronized void deferred(Settings settings, String reason, Instant next) {
        if (isSame(settings)) {
            Renewal before = renewal(settings);
            put(settings, new Renewal(before.token(), before.state(), next, before.failures(), reason, null));
        }
    }

    @Override
    public synchronized List<Trouble> troubles(int limit) {
        return withToken()
                .filter(settings -> TROUBLED.contains(renewal(settings).state()))
                .sorted(Comparator.comparing(
                        settings -> settings.token().facts().expiresAt()))
                .limit(limit)
                .map(settings -> new Trouble(
                        settings.key().recordKey(),
                        renewal(settings).state(),
                        renewal(settings).failures(),
                        renewal(settings).error(),
                        settings.token().facts().expiresAt()))
                .toList();
    }

    @Override
    public synchronized Census census(Instant now) {
        Map<State, Long> byState = new EnumMap<>(State.class);
        for (State state : State.values()) {
            byState.put(
                    state,
                    withToken()
                            .filter(settings -> renewal(settings).state() == state)
                            .count());
        }
        long expired = withToken()
                .filter(settings -> settings.token().facts().expiresAt().isBefore(now))
                .count();
        return new Census(byState, expired);
    }

    private Stream<Settings> withToken() {
        return store.all().stream().filter(settings -> settings.token() != null);
    }

    private boolean isSame(Settings settings) {
        return store.find(settings.key())
                .filter(current -> current.version().equals(settings.version())
                        && current.token() != null
                        && current.token().sealed().equals(settings.token().sealed()))
                .isPresent();
    }

    /** How the renewal of that very token stands. */
    private Renewal renewal(Settings settings) {
        Renewal known = renewals.get(settings.key());
        return known != null && known.token().equals(settings.token().sealed())
                ? known
                : new Renewal(
                        settings.token().sealed(),
                        settings.renewAt() == null ? null : State.SCHEDULED,
                        settings.renewAt(),
                        0,
                        null,
                        null);
    }

    private void put(Settings settings, Renewal renewal) {
        renewals.put(settings.key(), renewal);
    }
}
