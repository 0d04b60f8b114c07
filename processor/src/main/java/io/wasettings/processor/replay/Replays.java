package io.wasettings.processor.replay;

import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Plans, begins, finds and cancels replays, and goes on with those that a process left behind. Each runs in a thread of
 * its own, so that a slow one holds up no other. Every one is logged with who asked for what and what came of it.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store does not answer.
 */
public final class Replays implements SmartLifecycle {

    /** Replays that may run at once, in all processes together. */
    public static final int MOST_RUNNING = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final ReplayRun run;
    private final ReplayLog log;
    private final Claims claims;
    private final Clock clock;
    private final ExecutorService workers;
    /** Ids of what a thread of this process goes through: no second one may begin it, however long the first waits. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean running;

    /** @param threads makes threads for replays */
    Replays(ReplayRun run, ReplayLog log, Claims claims, Clock clock, ThreadFactory threads) {
        this.run = run;
        this.log = log;
        this.claims = claims;
        this.clock = clock;
        this.workers = Executors.newCachedThreadPool(threads);
    }

    /** What a replay of these would do, if it began now. */
    public ReplayPlan plan(Selection selection) {
        return run.plan(selection, run.meant(selection, clock.instant()));
    }

    /**
     * Begins a replay in the background.
     *
     * @return empty if as many run already as may
     */
    public Optional<Replay> begin(ReplayRequest request) {
        if (log.running() >= MOST_RUNNING) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        // Gone through twice: to count it, and to send it, which begins with what was read first.
        Iterable<List<Candidate>> meant = run.meant(request.selection(), now);
        ReplayPlan plan = run.count(request.selection(), meant);
        Replay replay = log.begin(UUID.randomUUID().toString(), request, plan, now);
        LogLine.info(LOG, "replay_begun")
                .with("replay_id", replay.id())
                .with("requested_by", request.requestedBy())
                .with("matched", plan.matched())
                .with("filter", request.selection())
                .write();
        execute(replay, begun -> run.go(begun, () -> meant));
        return Optional.of(replay);
    }

    /** Whether this process goes through it; false once it has ended, or was left to whoever takes it over. */
    public boolean isUnderWayHere(String id) {
        return underWay.contains(id);
    }

    /** How a replay stands. */
    public Optional<Replay> find(String id) {
        return log.find(id);
    }

    /** The latest replays, the newest first. */
    public List<Replay> latest(int limit) {
        return log.latest(limit);
    }

    /** How many run, in all processes together. */
    public long running() {
        return log.running();
    }

    /**
     * Lets a replay send no more, whichever process runs it; one that has ended stays as it is. What it took and has
     * not sent is given back by the process that runs it, which alone knows what that is, or by whoever looks after
     * what a process left behind.
     */
    public Optional<Replay> cancel(String id) {
        log.cancel(id);
        return log.find(id);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        run.stop();
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Gives back what replays took and did not send, if they have ended and their processes left that behind. */
    void giveBackUnsent() {
        log.endedWithUnsent(underWay).forEach(claims::release);
    }

    /** Goes on with a replay that a process left behind; empty if there is none. */
    Optional<Replay> resumeOne() {
        Optional<Replay> left = log.takeOver(underWay);
        left.ifPresent(replay -> execute(replay, run::resume));
        return left;
    }

    private void execute(Replay replay, Consumer<Replay> work) {
        underWay.add(replay.id());
        try {
            workers.execute(() -> {
                try {
                    work.accept(replay);
                } finally {
                    underWay.remove(replay.id());
                }
            });
        } catch (RuntimeException | OutOfMemoryError noThread) {
            // It is left to whoever takes it over.
            underWay.remove(replay.id());
            throw noThread;
        }
    }
}
