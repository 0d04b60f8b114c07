package io.wasettings.processor.replay;

import io.wasettings.processor.lifecycle.DaemonThreads;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Plans, begins, finds and cancels replays, and takes over those that a process left behind. Each runs in a thread of
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
    private final boolean takesOver;
    private final ExecutorService workers;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("replay-watch"));
    /** Ids of what a thread of this process goes through: no second one may begin it, however long the first waits. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean running;

    /**
     * @param takesOver whether this process looks after replays that others left behind
     * @param threads makes threads for replays
     */
    Replays(ReplayRun run, ReplayLog log, Claims claims, Clock clock, boolean takesOver, ThreadFactory threads) {
        this.run = run;
        this.log = log;
        this.claims = claims;
        this.clock = clock;
        this.takesOver = takesOver;
        this.workers = Executors.newCachedThreadPool(threads);
    }

    /** What a replay of these would do, if it began now. */
    public ReplayPlan plan(Selection selection) {
        return run.plan(selection, clock.instant());
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
        ReplayPlan plan = run.count(request.selection(), now);
        Replay replay = log.begin(UUID.randomUUID().toString(), request, plan, now);
        LogLine.info(LOG, "replay_begun")
                .with("replay_id", replay.id())
                .with("requested_by", request.requestedBy())
                .with("matched", plan.matched())
                .with("filter", request.selection())
                .write();
        execute(replay, run::go);
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
        if (takesOver) {
            long interval = ReplayLog.SILENCE.toSeconds();
            var unused = watch.scheduleWithFixedDelay(this::takeOver, interval, interval, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        run.stop();
        watch.shutdownNow();
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Goes on with all that processes left behind, and gives back what those took that have ended. */
    void takeOver() {
        try {
            log.endedWithUnsent(underWay).forEach(claims::release);
            Optional<Replay> left = log.takeOver(underWay);
            while (left.isPresent()) {
                Replay replay = left.get();
                LogLine.info(LOG, "replay_taken_over")
                        .with("replay_id", replay.id())
                        .with("sent", replay.sent())
                        .write();
                execute(replay, run::resume);
                left = log.takeOver(underWay);
            }
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "replays_not_looked_after").with("cause", e).write();
        } catch (RuntimeException | OutOfMemoryError e) {
            // Thrown on, a bug or the lack of a thread would end the watch.
            LogLine.error(LOG, "replays_not_looked_after").because(e).write();
        }
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
