package io.wasettings.processor.intake;

/** How much waits, and how much may. Guarded by {@link Lanes}. */
final class Room {

    private final IntakeProperties settings;
    private final PartnerLanes leaving;
    private int waiting;
    private long waitingBytes;

    /** @param leaving what waits only to be handed over, at once */
    Room(IntakeProperties settings, PartnerLanes leaving) {
        this.settings = settings;
        this.leaving = leaving;
    }

    void taken(Task task) {
        waiting++;
        waitingBytes += task.size();
    }

    void left(Task task) {
        waiting--;
        waitingBytes -= task.size();
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
        return (partner.pace() != Pace.SLOW || isSpacious())
                && partner.waiting() < settings.maxWaitingPerPartner()
                && partner.waitingBytes() < settings.maxWaitingSizePerPartner().toBytes();
    }

    /** Whether more than the last quarter is left, which is for those whose servers are not slow. */
    boolean isSpacious() {
        return leavesQuarter(waiting - leaving.waiting(), settings.maxWaiting())
                && leavesQuarter(
                        waitingBytes - leaving.waitingBytes(),
                        settings.maxWaitingSize().toBytes());
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
