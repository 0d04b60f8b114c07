package io.wasettings.processor.intake;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How much waits, and how much may. Guarded by {@link Lanes}. */
final class Room {

    private final IntakeProperties settings;
    /** By the pace of those who have it waiting. */
    private final Map<Pace, Amount> waiting = new EnumMap<>(Pace.class);

    Room(IntakeProperties settings) {
        this.settings = settings;
        for (Pace pace : Pace.values()) {
            waiting.put(pace, new Amount(0, 0));
        }
    }

    /** So many tasks, which hold so many bytes. */
    record Amount(int tasks, long bytes) {

        private Amount plus(Amount other) {
            return new Amount(tasks + other.tasks, bytes + other.bytes);
        }

        private Amount negated() {
            return new Amount(-tasks, -bytes);
        }
    }

    void taken(Task task, Pace pace) {
        add(pace, new Amount(1, task.size()));
    }

    void left(Task task, Pace pace) {
        add(pace, new Amount(1, task.size()).negated());
    }

    /** What waits of that partner is of another pace from now on. */
    void moved(PartnerLanes partner, Pace from, Pace to) {
        Amount moved = new Amount(partner.waiting(), partner.waitingBytes());
        add(from, moved.negated());
        add(to, moved);
    }

    private void add(Pace pace, Amount amount) {
        waiting.merge(pace, amount, Amount::plus);
    }

    int waiting() {
        return sum(EnumSet.allOf(Pace.class)).tasks();
    }

    long waitingBytes() {
        return sum(EnumSet.allOf(Pace.class)).bytes();
    }

    private Amount sum(Set<Pace> paces) {
        return paces.stream().map(waiting::get).reduce(new Amount(0, 0), Amount::plus);
    }

    /** Whether another task may be taken in. */
    boolean hasSome() {
        return waiting() < settings.maxWaiting()
                && waitingBytes() < settings.maxWaitingSize().toBytes();
    }

    /** Whether the partner may have another task waiting. */
    boolean hasSomeFor(PartnerLanes partner) {
        return (partner.pace() != Pace.SLOW || leavesSome(EnumSet.of(Pace.SLOW)))
                && partner.waiting() < settings.maxWaitingPerPartner()
                && partner.waitingBytes() < settings.maxWaitingSizePerPartner().toBytes();
    }

    /** Whether what waits of these leaves a quarter of what may wait to all others. */
    boolean leavesSome(Set<Pace> paces) {
        Amount theirs = sum(paces);
        return leavesQuarter(theirs.tasks(), settings.maxWaiting())
                && leavesQuarter(theirs.bytes(), settings.maxWaitingSize().toBytes());
    }

    /** Whether a task may wait although it need not: a quarter is left of what may be uncommitted in its partition. */
    boolean letsWait(Task task) {
        return leavesQuarter(task.span(), settings.maxUncommittedSpan());
    }

    /** Whether what waits behind that task may rest: a quarter is left of its partner's room as well. */
    boolean letsRest(Task task, PartnerLanes partner) {
        return leavesQuarter(partner.waiting(), settings.maxWaitingPerPartner())
                && leavesQuarter(
                        partner.waitingBytes(),
                        settings.maxWaitingSizePerPartner().toBytes())
                && letsWait(task);
    }

    private static boolean leavesQuarter(long taken, long most) {
        return taken <= most - most / 4;
    }
}
