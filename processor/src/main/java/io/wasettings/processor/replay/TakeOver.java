package io.wasettings.processor.replay;

import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then after replays that processes left behind: each goes on here, or gives back what it holds. */
final class TakeOver extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

    private final Replays replays;

    TakeOver(Replays replays) {
        super("replay-watch", ReplayLog.SILENCE, ReplayLog.SILENCE);
        this.replays = replays;
    }

    @Override
    protected void work() {
        try {
            replays.giveBackUnsent();
            for (Optional<Replay> left = replays.resumeOne(); left.isPresent(); left = replays.resumeOne()) {
                LogLine.info(LOG, "replay_taken_over")
                        .with("replay_id", left.get().id())
                        .with("sent", left.get().sent())
                        .write();
            }
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "replays_not_looked_after").with("cause", e).write();
        } catch (RuntimeException | OutOfMemoryError e) {
            // Thrown on, a bug or the lack of a thread would end the watch.
            LogLine.error(LOG, "replays_not_looked_after").becauseQuoting(e).write();
        }
    }
}
