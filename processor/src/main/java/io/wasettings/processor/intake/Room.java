package io.wasettings.processor.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much waits, and how much may wait: as a number of tasks, and as bytes, which include those of running tasks. A
 * task of any size is taken in if there is no other. Guarded by {@link Lanes}.
 */
final class Room {

    private final IntakeProperties settings;
    /** By the pace of those whose it is. */
    private final Map<Pace, Amount> amounts = new EnumMap<>(Pace.class);

    Room(IntakeProperties settings) {
        this.settings = settings;
        for (Pace pace : Pace.values()) {
            amounts.put(pace, new Amount(0, 0));
        }
    }

    /** A number of tasks that wait, and the bytes that they and those that run hold. */
    record Amount(int tasks, long bytes) {

        private Amount plus(Amount other) {
            return new Amount(tasks + other.tasks, bytes + other.bytes);
        }

        private Amount negated() {
            return new Amount(-tasks, -bytes);
        }
    }

    /** A task of that pace waits from now on. */
    void taken(Task task, Pace pace) {
        add(pace, new Amount(1, task.size()));
    }

    /** A task that waited was taken out, and does not run. */
    void removed(Task task, Pace pace) {
        add(pace, new Amount(1, task.size()).negated());
    }

    /** A task that waited runs from now on. */
    void started(Pace pace) {
        add(pace, new Amount(-1, 0));
    }

    /** A task that was to run waits again: it did not run after all. */
    void putBack(Pace pace) {
        add(pace, new Amount(1, 0));
    }

    /** A task that ran has ended. */
    void ended(Task task, Pace pace) {
        add(pace, new Amount(0, -task.size()));
    }

    /** What is of that partner is of another pace from now on. */
    void moved(PartnerLanes partner, Pace from, Pace to) {
        Amount moved = new Amount(partner.waiting(), partner.bytes());
        add(from, moved.negated());
        add(to, moved);
    }

    private void add(Pace pace, Amount amount) {
        amounts.merge(pace, amount, Amount::plus);
    }

    int waiting() {
        return total().tasks();
    }

    long bytes() {
        return total().bytes();
    }

    private Amount total() {
        return amounts.values().stream().reduce(new Amount(0, 0), Amount::plus);
    }

    private Amount of(Pace pace) {
        return Objects.requireNonNull(amounts.get(pace));
    }

    /** Whether another task may be taken in. */
    boolean hasSome() {
        return waiting() < settings.maxWaiting()
                && bytes() < settings.maxWaitingSize().toBytes();
    }

    /** Whether the partner may have another task waiting. */
    boolean hasSomeFor(PartnerLanes partner) {
        return (partner.pace() != Pace.SLOW || !isCrowdedBy(Pace.SLOW))
                && partner.waiting() < settings.waitingOfOne()
                && partner.bytes() < settings.bytesOfOne();
    }

    /**
     * Whether those of that pace have to give way: no more than the last quarter is left, and they have more than an
     * eighth themselves. What waits only to be handed over leaves at once, and does not count.
     */
    boolean isCrowdedBy(Pace pace) {
        Amount all = total().plus(of(Pace.NO_SERVERS).negated());
        return !leavesQuarter(all) && exceedsEighth(of(pace));
    }

    private boolean leavesQuarter(Amount taken) {
        return leavesQuarter(taken.tasks(), settings.maxWaiting())
                && leavesQuarter(taken.bytes(), settings.maxWaitingSize().toBytes());
    }

    private boolean exceedsEighth(Amount taken) {
        return taken.tasks() > settings.maxWaiting() / 8
                || taken.bytes() > settings.maxWaitingSize().toBytes() / 8;
    }

    /** Whether a task may wait although it need not: a quarter is left of what may be uncommitted in its partition. */
    boolean letsWait(Task task) {
        return leavesQuarter(task.span(), settings.maxUncommittedSpan());
    }

    /** Whether a task may go on waiting: no more than three quarters of the allowed span have arrived since it. */
    boolean letsStay(Task task) {
        return leavesQuarter(task.ownSpan(), settings.maxUncommittedSpan());
    }

    /** Whether what waits behind that task may rest: a quarter is left of its partner's room as well. */
    boolean letsRest(Task task, PartnerLanes partner) {
        return leavesQuarter(partner.waiting(), settings.waitingOfOne())
                && leavesQuarter(partner.bytes(), settings.bytesOfOne())
                && letsWait(task);
    }

    private static boolean leavesQuarter(long taken, long most) {
        return taken <= most - most / 4;
    }
}
