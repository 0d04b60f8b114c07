package io.wasettings.processor.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs replays, one at a time, and takes over those that a process left behind. Every one is logged with who asked for
 * what and what came of it.
 */
public final class Replays implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final DeadLetters deadLetters;
    private final Replayer replayer;
    private final ReplayLog log;
    private final Clock clock;
    private final boolean takesOver;
    private final ScheduledExecutorService worker = newWorker();
    private volatile boolean running;

    /** @param takesOver whether this process looks after replays that others left behind */
    Replays(DeadLetters deadLetters, Replayer replayer, ReplayLog log, Clock clock, boolean takesOver) {
        this.deadLetters = deadLetters;
        this.replayer = replayer;
        this.log = log;
        this.clock = clock;
        this.takesOver = takesOver;
    }

    /** Begins a replay in the background. */
    public Replay begin(ReplayRequest request) {
        List<DeadLetter> letters = select(request);
        Replay replay = log.begin(request, letters.size());
        LOG.info(
                "event=replay_begun replay_id={} requested_by={} matched={} filter={}",
                replay.id(),
                request.requestedBy(),
                letters.size(),
                request.filter());
        worker.execute(() -> run(replay, letters));
        return replay;
    }

    /** How a replay stands. */
    public Optional<Replay> find(String id) {
        return log.find(id);
    }

    /** The latest replays, the newest first. */
    public List<Replay> latest(int limit) {
        return log.latest(limit);
    }

    @Override
    public void start() {
        running = true;
        if (takesOver) {
            long interval = ReplayLog.SILENCE.toSeconds();
            var unused = worker.scheduleWithFixedDelay(this::takeOver, interval, interval, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Finishes one replay that a process left behind, if there is one. */
    void takeOver() {
        try {
            log.takeOver().ifPresent(entry -> {
                Replay replay = entry.replay();
                LOG.info("event=replay_taken_over replay_id={} sent={}", replay.id(), replay.sent());
                run(replay, select(replay, entry.cursor()));
            });
        } catch (RuntimeException e) {
            LOG.warn("event=replays_not_looked_after cause=\"{}\"", e.toString());
        }
    }

    private List<DeadLetter> select(ReplayRequest request) {
        Instant now = clock.instant();
        return deadLetters.find(request.filter(), request.withParked()).stream()
                .map(DeadLetters.Failed::letter)
                .filter(letter -> !letter.why().failedAt().isAfter(now))
                .toList();
    }

    /** What is still to be done: given up before the replay was asked for, and beyond its cursor. */
    private List<DeadLetter> select(Replay replay, Map<Integer, Long> cursor) {
        ReplayRequest request = replay.request();
        int limit = request.filter().limit();
        // What was sent may be listed no more, so the limit counts what is left, not what is found.
        long left = limit == 0 ? Long.MAX_VALUE : Math.max(0, limit - replay.sent() - replay.skipped());
        return deadLetters.find(request.filter().unlimited(), request.withParked()).stream()
                .map(DeadLetters.Failed::letter)
                .filter(letter -> !letter.why().failedAt().isAfter(replay.requestedAt()))
                .filter(letter -> letter.offset() > cursor.getOrDefault(letter.partition(), -1L))
                .limit(left)
                .toList();
    }

    private void run(Replay replay, List<DeadLetter> letters) {
        if (!log.claim(replay.id())) {
            LOG.info("event=replay_left_to_another replay_id={}", replay.id());
            return;
        }
        try {
            replayer.replay(letters, replay.request().ratePerSecond(), new LoggedProgress(log, replay.id()));
            if (!worker.isShutdown()) {
                finish(replay, null);
            }
        } catch (ReplayLostException e) {
            LOG.info("event=replay_left_to_another replay_id={}", replay.id());
        } catch (RuntimeException e) {
            if (worker.isShutdown()) {
                LOG.info("event=replay_left_behind replay_id={}", replay.id());
                return;
            }
            LOG.error("event=replay_failed replay_id={}", replay.id(), e);
            finish(replay, "The replay ended early; begin it again, which is safe.");
        }
    }

    private void finish(Replay replay, @Nullable String problem) {
        log.finish(replay.id(), problem);
        log.find(replay.id())
                .ifPresent(done -> LOG.info(
                        "event=replay_finished replay_id={} requested_by={} state={} matched={} sent={} skipped={}",
                        done.id(),
                        done.request().requestedBy(),
                        done.state(),
                        done.matched(),
                        done.sent(),
                        done.skipped()));
    }

    private record LoggedProgress(ReplayLog log, String id) implements Replayer.Progress {

        @Override
        public void sent(int partition, long offset) {
            log.sent(id, partition, offset);
        }

        @Override
        public void skipped(int partition, long offset) {
            log.skipped(id, partition, offset);
        }
    }

    private static ScheduledExecutorService newWorker() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replays");
            thread.setDaemon(true);
            return thread;
        });
    }
}
