package io.wasettings.processor.intake;

import java.util.Collection;

/** How much waits, and how much may. Guarded by {@link Lanes}. */
final class Room {

    private final IntakeProperties settings;
    private int waiting;
    private long waitingBytes;

    Room(IntakeProperties settings) {
        this.settings = settings;
    }

    void taken(Task task) {
        waiting++;
        waitingBytes += task.size();
    }

    void left(Task task) {
        waiting--;
        waitingBytes -= task.size();
    }

    /** Nothing waits any more but what these have. */
    void recount(Collection<PartnerLanes> all) {
        waiting = all.stream().mapToInt(PartnerLanes::waiting).sum();
        waitingBytes = all.stream().mapToLong(PartnerLanes::waitingBytes).sum();
    }

    int waiting() {
        return waiting;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    /** Whether another task may be taken in. */
    boolean hasSome() {
        return waiting < settings.maxWaiting()
                && waitingBytes < settings.maxWaitingSize().toBytes();
    }

    /** Whether the partner may have another task waiting. */
    boolean hasSomeFor(PartnerLanes partner) {
        return partner.waiting() < settings.maxWaitingPerPartner()
                && partner.waitingBytes() < settings.maxWaitingSizePerPartner().toBytes();
    }

    /** Whether so much is left that some of what waits may rest: the last quarter is for those who need no rest. */
    boolean isSpacious() {
        return leavesQuarter(waiting, settings.maxWaiting())
                && leavesQuarter(waitingBytes, settings.maxWaitingSize().toBytes());
    }

    /** Whether what waits behind that task may rest: a quarter is left of all that is bounded. */
    boolean letsRest(Task task, PartnerLanes partner) {
        return isSpacious()
                && leavesQuarter(partner.waiting(), settings.maxWaitingPerPartner())
                && leavesQuarter(
                        partner.waitingBytes(),
                        settings.maxWaitingSizePerPartner().toBytes())
                && leavesQuarter(task.span(), settings.maxUncommittedSpan());
    }

    private static boolean leavesQuarter(long taken, long most) {
        return taken <= most - most / 4;
    }
}
