package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import io.wasettings.processor.command.delivery.Servers.Found;
import io.wasettings.processor.intake.Rests.Rest;
import io.wasettings.processor.intake.RunningTasks.Run;
import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what runs next. Thread-safe; tasks run on the workers, never on the caller's thread.
 *
 * <p>Guarantees: of one key at most one command runs, in the order they were offered; at most {@code concurrency} run
 * in all and a share of them of one partner; partners take {@link Turns}. What one partner sends beyond its share of
 * what may wait does not wait here but is deferred, and so is what partners with slow servers send beyond theirs
 * together, so that nobody fills the room of all others; and so is a command that appears once more while it is still
 * to be deferred, which it would overtake before anybody noted where it first appeared. Commands of one key are
 * deferred side by side: there may be thousands of them.
 *
 * <p>A lane whose server is slow, or cannot be asked for now, {@link Rests}, so that what waits in it is not tried or
 * deferred in a burst, at the cost of all others; but only while what waits of its partner leaves room.
 *
 * <p>The methods stand in the order of who calls them: the poll loop's thread, then workers by {@link TaskRunner}, then
 * gauges.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Before what broke off is given back: what it was for lack of may be there by then. */
    private static final Duration PAUSE_BEFORE_GIVING_BACK = Duration.ofSeconds(1);

    private final IntakeProperties settings;
    private final CommandHandler handler;
    private final TaskRunner runner;
    private final LongSupplier nanoTime;

    private final Map<String, PartnerLanes> partners = new HashMap<>();
    private final Deferrals deferrals = new Deferrals();

    private final Paces paces = new Paces();
    private final WorkerDelay delay;
    private final Turns turns;
    private final Rests rests = new Rests();
    private final RunningTasks running = new RunningTasks();
    private final Room room;
    private long overdue;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    Lanes(IntakeProperties settings, CommandHandler handler, Executor workers, LongSupplier nanoTime) {
        this.settings = settings;
        this.handler = handler;
        this.runner = new TaskRunner(this, handler, workers, nanoTime);
        this.nanoTime = nanoTime;
        this.turns = new Turns(settings);
        this.room = new Room(settings);
        this.delay = new WorkerDelay(nanoTime.getAsLong());
    }

    /** Takes in a delivery; it starts as soon as its turn comes. Whether there is room is for the caller to ask. */
    void offer(Delivery delivery, PartitionProgress progress) {
        Task task = Task.of(delivery, progress, new Servers(nanoTime), handler::handle);
        synchronized (this) {
            PartnerLanes partner = partners.computeIfAbsent(task.partner(), this::lanesOf);
            if (room.hasSomeFor(partner) && !deferrals.overtakes(task)) {
                add(task, partner);
            } else {
                defer(task);
            }
        }
        startWhatCan();
    }

    private PartnerLanes lanesOf(String partner) {
        return new PartnerLanes(partner, paces.of(partner, nanoTime.getAsLong()));
    }

    private void defer(Task task) {
        Task deferral = task.instead(deferrals.laneKey(task), (delivery, unasked) -> handler.defer(delivery));
        add(deferral, deferrals.lanesFor(task));
    }

    private void add(Task task, PartnerLanes lanes) {
        room.taken(task, lanes.pace());
        lanes.add(task);
        turns.queue(lanes);
    }

    /** Whether another delivery may be taken in. */
    synchronized boolean hasRoom() {
        return room.hasSome();
    }

    /** Starts whatever may start; to be called now and then, for a rest ends with time alone. */
    void startWhatCan() {
        for (Task task = next(); task != null; task = next()) {
            runner.run(task);
        }
    }

    private synchronized @Nullable Task next() {
        if (runner.pauses()) {
            return null;
        }
        wake();
        PartnerLanes lanes = turns.next();
        Task task = lanes == null ? null : lanes.start();
        if (lanes == null || task == null) {
            return null;
        }
        room.started(lanes.pace());
        running.handedOver(task, lanes, nanoTime.getAsLong());
        turns.started(lanes);
        return task;
    }

    private void wake() {
        for (Rest rest : rests.end(nanoTime.getAsLong())) {
            rest.lanes().wake(rest.lane());
            turns.queue(rest.lanes());
        }
    }

    /** Forgets what waits from these partitions; what runs goes on. */
    synchronized void drop(Set<TopicPartition> partitions) {
        partners.values().forEach(lanes -> drop(partitions, lanes));
        deferrals.all().forEach(lanes -> drop(partitions, lanes));
        forgetIdle();
    }

    private void drop(Set<TopicPartition> partitions, PartnerLanes lanes) {
        remove(lanes, task -> partitions.contains(task.partition()));
    }

    private List<Task> remove(PartnerLanes lanes, Predicate<Task> which) {
        List<Task> removed = lanes.remove(which);
        removed.forEach(task -> room.removed(task, lanes.pace()));
        return removed;
    }

    private void forgetIdle() {
        turns.forgetIdle();
        partners.values().removeIf(PartnerLanes::isIdle);
    }

    /** Waits until nothing of these partitions runs any more, unless it has broken off, but not longer than that. */
    void awaitIdle(Set<TopicPartition> partitions, Duration atMost) throws InterruptedException {
        awaitNone(task -> partitions.contains(task.partition()), atMost);
    }

    /** Waits until nothing runs any more, unless it has broken off, but not longer than that. */
    void awaitIdle(Duration atMost) throws InterruptedException {
        awaitNone(task -> true, atMost);
    }

    private synchronized void awaitNone(Predicate<Task> which, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (running.any(which)) {
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
        }
    }

    /** Gives back what broke off a while ago, or could not be given back then. */
    void giveBack() {
        for (Runnable giveBack = nextToGiveBack(); giveBack != null; giveBack = nextToGiveBack()) {
            giveBack.run();
        }
    }

    private synchronized @Nullable Runnable nextToGiveBack() {
        return runner.pauses()
                ? null
                : running.nextToGiveBack(nanoTime.getAsLong(), PAUSE_BEFORE_GIVING_BACK.toNanos());
    }

    /**
     * Abandons what has been running for longer than all its steps may take together: its attempt counts as failed, so
     * that neither its lane nor its partition waits for ever for an attempt that never returns. Should it come to an
     * end after all while another command of its key runs, the version guard keeps the newer one in force.
     */
    void abandonOverdue() {
        for (Task task : overdueNow()) {
            LogLine.error(LOG, "delivery_overdue")
                    .with("record", task.delivery())
                    .with("longer_than_ms", settings.overdueAfter().toMillis())
                    .write();
            runner.abandon(task);
        }
    }

    private synchronized List<Task> overdueNow() {
        List<Task> tasks =
                running.overdue(nanoTime.getAsLong(), settings.overdueAfter().toNanos());
        overdue += tasks.size();
        return tasks;
    }

    /**
     * Notes whose servers turn out to be slow, and defers what they have waiting if that leaves too little room for all
     * others, here or in its partition. What is known only once a command has ended comes late: by then all that may
     * wait may be theirs. Where slow ones let nobody start of whom nothing is known, these give way as well; and so
     * does whatever has been waiting for so long that it alone takes up most of its partition's room, as the last of
     * very many commands for one key do, however quick its servers are.
     */
    void giveWay() {
        synchronized (this) {
            long now = nanoTime.getAsLong();
            running.slow(delay.slow(now)).forEach(lanes -> note(lanes, Found.SLOW, now));
            deferWaiting(Pace.SLOW);
            if (turns.isShutOut(Pace.UNKNOWN)) {
                deferWaiting(Pace.UNKNOWN);
            }
            partners.values().forEach(lanes -> deferWaiting(lanes, waiting -> !room.letsStay(waiting)));
            forgetIdle();
        }
        startWhatCan();
    }

    private void deferWaiting(Pace pace) {
        for (PartnerLanes lanes : partners.values()) {
            if (lanes.pace() == pace) {
                boolean all = room.isCrowdedBy(pace);
                deferWaiting(lanes, waiting -> all || !room.letsWait(waiting));
            }
        }
    }

    private void deferWaiting(PartnerLanes lanes, Predicate<Task> which) {
        remove(lanes, which).forEach(this::defer);
    }

    private void note(PartnerLanes lanes, Found found, long now) {
        Pace before = lanes.pace();
        Pace pace = paces.note(lanes.partner(), found, now);
        if (pace != before) {
            room.moved(lanes, before, pace);
            turns.moved(lanes, before, pace);
            lanes.pace(pace);
        }
        turns.queue(lanes);
    }

    /** Whether nothing runs since there is no thread to be had. */
    synchronized boolean isStarved() {
        return running.size() == 0 && runner.pauses();
    }

    /** The time in nanoseconds, as of the monotonic clock. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * Notes that a worker has the task, whose time begins only now: while it waited for a worker it used nothing of it.
     *
     * @return false when the task has no slot any more, and is not to be run
     */
    synchronized boolean begin(Task task) {
        if (hasEnded(task)) {
            return false;
        }
        long now = nanoTime.getAsLong();
        delay.note(running.begun(task, now), now);
        return true;
    }

    /** Notes that the task's outcome is decided: it waits for the broker alone. */
    synchronized void decided(Task task) {
        running.decided(task);
    }

    /** Takes the task's slot, if it has one. */
    synchronized void free(Task task) {
        Run run = running.ended(task);
        if (run == null) {
            return;
        }
        PartnerLanes lanes = run.lanes();
        turns.ended(lanes);
        room.ended(task, lanes.pace());
        long now = nanoTime.getAsLong();
        Found found = task.found(delay.slow(now));
        lanes.finish(task).ifPresent(lane -> {
            if (!room.letsRest(task, lanes) || !rests.begin(lanes, lane, found, run.took(now), now)) {
                lanes.goOn(lane);
            }
        });
        if (found == Found.NOT_ASKED) {
            turns.queue(lanes);
        } else {
            note(lanes, found, now);
        }
        if (lanes.isIdle()) {
            partners.remove(lanes.partner(), lanes);
        }
        notifyAll();
    }

    /**
     * Takes the task's slot, and lets it wait at the head of its lane again, unless a worker has begun it all the same.
     * A worker that was asked in vain, and comes later, finds no more of it: another task takes its place.
     */
    synchronized void putBack(Task task) {
        Run run = running.takenBack(task);
        if (run == null) {
            return;
        }
        PartnerLanes lanes = run.lanes();
        Task again = task.again();
        turns.ended(lanes);
        room.putBack(lanes.pace());
        lanes.putBack(again);
        turns.queue(lanes);
        notifyAll();
    }

    /** Has the task given back in a while, with that action, unless its slot is taken until then. */
    synchronized void giveBackLater(Task task, Runnable giveBack) {
        running.giveBackLater(task, nanoTime.getAsLong(), giveBack);
        notifyAll();
    }

    /** Whether the task has no slot any more, or none yet. */
    synchronized boolean hasEnded(Task task) {
        return !running.contains(task);
    }

    synchronized int running() {
        return running.size();
    }

    synchronized int waiting() {
        return room.waiting();
    }

    /** What waits and what runs takes in memory, about. */
    synchronized long bytes() {
        return room.bytes();
    }

    /** How many deliveries were abandoned. */
    synchronized long overdue() {
        return overdue;
    }
}
