package io.wasettings.processor.renewal;

import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.PassedOver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says whose turn it is: partners take turns, and of the renewals under way no more than a share is of one partner, or
 * for one host. So what one partner has due, however much and however slow its server is, delays no other's for longer
 * than a worker takes. Thread-safe.
 */
final class RenewalTurns {

    /** A round of more partners ends early: what is passed over goes into a query. */
    private static final int LONGEST_ROUND = 500;

    private final int perPartner;
    private final int perHost;
    private final Map<String, Integer> byPartner = new HashMap<>();
    private final Map<String, Integer> byHost = new HashMap<>();
    private final Set<String> served = new LinkedHashSet<>();

    RenewalTurns(int perPartner, int perHost) {
        this.perPartner = perPartner;
        this.perHost = perHost;
    }

    /**
     * Borrows what is next, and counts it as under way until {@link #done}.
     *
     * @param borrow borrows what has been due the longest, but nothing that is passed over
     */
    synchronized Optional<Due> next(Function<PassedOver, Optional<Due>> borrow) {
        Optional<Due> due = served.isEmpty() ? Optional.empty() : borrow.apply(passedOver(served));
        if (due.isEmpty() || served.size() >= LONGEST_ROUND) {
            served.clear();
        }
        if (due.isEmpty()) {
            due = borrow.apply(passedOver(Set.of()));
        }
        due.ifPresent(this::begin);
        return due;
    }

    synchronized void done(Due due) {
        byPartner.computeIfPresent(due.partner(), (partner, count) -> count > 1 ? count - 1 : null);
        byHost.computeIfPresent(due.host(), (host, count) -> count > 1 ? count - 1 : null);
    }

    private void begin(Due due) {
        served.add(due.partner());
        byPartner.merge(due.partner(), 1, Integer::sum);
        byHost.merge(due.host(), 1, Integer::sum);
    }

    private PassedOver passedOver(Set<String> hadTheirTurn) {
        Set<String> partners = new HashSet<>(hadTheirTurn);
        partners.addAll(full(byPartner, perPartner));
        return new PassedOver(partners, full(byHost, perHost));
    }

    private static Set<String> full(Map<String, Integer> underWay, int share) {
        return underWay.entrySet().stream()
                .filter(entry -> entry.getValue() >= share)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
