package io.wasettings.processor.renewal;

import io.wasettings.processor.store.RenewalQueue.Choice;
import io.wasettings.processor.store.RenewalQueue.Due;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** So many partners at most are named in a query. */
    private static final int MOST_AT_ONCE = 100;

    private final int perPartner;
    private final int perHost;
    private final Map<String, Integer> byPartner = new HashMap<>();
    private final Map<String, Integer> byHost = new HashMap<>();
    /** Who has had no turn in this round. */
    private final Set<String> waiting = new LinkedHashSet<>();

    private final Set<String> served = new LinkedHashSet<>();
    /** Of whom nothing is due but at hosts whose share is taken. */
    private final Set<String> behindHosts = new LinkedHashSet<>();

    RenewalTurns(int perPartner, int perHost) {
        this.perPartner = perPartner;
        this.perHost = perHost;
    }

    /** Notes which partners have something due; nobody is asked for whom this was never said. */
    synchronized void waiting(List<String> partners) {
        behindHosts.clear();
        waiting.addAll(partners);
        waiting.removeAll(served);
    }

    /**
     * Borrows what is next, and counts it as under way until {@link #done}.
     *
     * @param borrow borrows what has been due the longest of what may be lent
     */
    synchronized Optional<Due> next(Function<Choice, Optional<Due>> borrow) {
        Optional<Due> due = next(List.copyOf(waiting), borrow);
        if (due.isEmpty()) {
            List<String> again = List.copyOf(served);
            waiting.addAll(again);
            served.clear();
            due = next(again, borrow);
        }
        due.ifPresent(this::begin);
        return due;
    }

    private Optional<Due> next(List<String> partners, Function<Choice, Optional<Due>> borrow) {
        Set<String> fullHosts = full(byHost, perHost);
        Set<String> fullPartners = full(byPartner, perPartner);
        List<String> free = partners.stream()
                .filter(partner -> !fullPartners.contains(partner))
                .toList();
        for (int i = 0; i < free.size(); i += MOST_AT_ONCE) {
            List<String> some = free.subList(i, Math.min(i + MOST_AT_ONCE, free.size()));
            Optional<Due> due = borrow.apply(new Choice(some, fullHosts));
            if (due.isPresent()) {
                return due;
            }
            some.forEach(waiting::remove);
            behindHosts.addAll(fullHosts.isEmpty() ? List.of() : some);
        }
        return Optional.empty();
    }

    synchronized void done(Due due) {
        byPartner.computeIfPresent(due.partner(), (partner, count) -> count > 1 ? count - 1 : null);
        if (full(byHost, perHost).contains(due.host())) {
            waiting.addAll(behindHosts);
            behindHosts.clear();
        }
        byHost.computeIfPresent(due.host(), (host, count) -> count > 1 ? count - 1 : null);
    }

    private void begin(Due due) {
        waiting.remove(due.partner());
        served.add(due.partner());
        byPartner.merge(due.partner(), 1, Integer::sum);
        byHost.merge(due.host(), 1, Integer::sum);
    }

    private static Set<String> full(Map<String, Integer> underWay, int share) {
        return underWay.entrySet().stream()
                .filter(entry -> entry.getValue() >= share)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
