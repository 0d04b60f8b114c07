package io.wasettings.processor.replay;

import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the commands that a replay means: to count them, or to send them. */
final class ReplayRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

    /** How long a replay that was cancelled elsewhere may go on. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** The id of none. */
    private static final String NO_REPLAY = "";

    private final Candidates candidates;
    private final Replayer replayer;
    private final ReplayLog log;
    private final Claims claims;
    private final Clock clock;
    private volatile boolean stopped;

    ReplayRun(Candidates candidates, Replayer replayer, ReplayLog log, Claims claims, Clock clock) {
        this.candidates = candidates;
        this.replayer = replayer;
        this.log = log;
        this.claims = claims;
        this.clock = clock;
    }

    /** What a replay means that is asked for then, batch by batch. */
    Iterable<List<Candidate>> meant(Selection selection, Instant askedAt) {
        return candidates.batches(selection, NO_REPLAY, askedAt);
    }

    /** What a replay of these would do, with the first that it would send. */
    ReplayPlan plan(Selection selection, Iterable<List<Candidate>> meant) {
        ReplayPlan.Draft draft = draft(selection, meant);
        return draft.plan(candidates.rows(draft.first()));
    }

    /** The same in numbers alone. */
    ReplayPlan count(Selection selection, Iterable<List<Candidate>> meant) {
        return draft(selection, meant).plan(List.of());
    }

    private ReplayPlan.Draft draft(Selection selection, Iterable<List<Candidate>> meant) {
        ReplayPlan.Draft draft = new ReplayPlan.Draft(selection);
        for (List<Candidate> batch : meant) {
            for (Candidate candidate : batch) {
                draft.meet(candidate, candidate.skipped(selection, NO_REPLAY, clock.instant()));
                if (draft.isComplete()) {
                    return draft;
                }
            }
        }
        return draft;
    }

    /**
     * Sends what is meant and was not sent yet.
     *
     * @param meant finds it, batch by batch
     */
    void go(Replay replay, Supplier<Iterable<List<Candidate>>> meant) {
        try {
            if (send(replay, meant)) {
                finish(replay, null);
            } else {
                leave(replay);
            }
        } catch (KafkaException | StoreUnavailableException e) {
            // It stays on record as running: whoever takes it over goes on where it stands.
            LogLine.warn(LOG, "replay_interrupted")
                    .with("replay_id", replay.id())
                    .with("cause", e)
                    .write();
        } catch (RuntimeException e) {
            if (stopped) {
                LogLine.info(LOG, "replay_left").with("replay_id", replay.id()).write();
                return;
            }
            LogLine.error(LOG, "replay_failed")
                    .with("replay_id", replay.id())
                    .becauseQuoting(e)
                    .write();
            finish(replay, "The replay ended early; begin it again, which is safe.");
        }
    }

    /** What was cancelled gives back what it took; what was not is left as it is to whoever takes it over. */
    private void leave(Replay replay) {
        LogLine.info(LOG, "replay_left").with("replay_id", replay.id()).write();
        if (!stopped && log.find(replay.id()).filter(Replay::finished).isPresent()) {
            claims.release(replay.id());
        }
    }

    /** Goes on where another process stopped. */
    void resume(Replay replay) {
        try {
            claims.release(replay.id());
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "replay_not_resumed")
                    .with("replay_id", replay.id())
                    .with("cause", e)
                    .write();
            return;
        }
        Selection selection = replay.request().selection();
        go(replay, () -> candidates.batches(selection, replay.id(), replay.requestedAt()));
    }

    /** Stops every run before its next command. */
    void stop() {
        stopped = true;
    }

    private boolean send(Replay replay, Supplier<Iterable<List<Candidate>>> meant) {
        try (Dispatch dispatch = replayer.begin(replay, left(replay), new Hold(replay.id()))) {
            for (List<Candidate> batch : meant.get()) {
                if (!dispatch.send(sendable(batch, replay))) {
                    return false;
                }
                if (!dispatch.maySendMore()) {
                    break;
                }
            }
        }
        return log.hold(replay.id());
    }

    /** How many it may send still. */
    private long left(Replay replay) {
        long most = replay.request().selection().most();
        return most == Long.MAX_VALUE
                ? most
                : most - claims.outcomes(replay.id()).sent();
    }

    private List<Candidate> sendable(List<Candidate> batch, Replay replay) {
        Selection selection = replay.request().selection();
        Instant now = clock.instant();
        return batch.stream()
                .filter(candidate ->
                        candidate.skipped(selection, replay.id(), now).isEmpty())
                .toList();
    }

    private void finish(Replay replay, @Nullable String problem) {
        log.finish(replay.id(), problem);
        claims.release(replay.id());
        log.find(replay.id())
                .ifPresent(done -> LogLine.info(LOG, "replay_finished")
                        .with("replay_id", done.id())
                        .with("requested_by", done.request().requestedBy())
                        .with("state", done.state().wireName())
                        .with("matched", done.progress().matched())
                        .with("sent", done.sent())
                        .with("skipped", done.skipped())
                        .write());
    }

    /** Asks the log now and then whether the replay is still this process's to run. */
    private final class Hold implements BooleanSupplier {

        private final String id;
        private Instant askedAt = Instant.EPOCH;
        private boolean held;

        Hold(String id) {
            this.id = id;
        }

        @Override
        public boolean getAsBoolean() {
            Instant now = clock.instant();
            if (!now.isBefore(askedAt.plus(LOOK_EVERY)) || now.isBefore(askedAt)) {
                held = log.hold(id);
                askedAt = now;
            }
            return held && !stopped;
        }
    }
}
