package io.wasettings.processor.renewal;

import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the stored tokens for the metrics again and again, whether this process renews any or not. */
final class TokenCensus extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCensus.class);

    private final RenewalQueue queue;
    private final RenewalMetrics metrics;
    private final Clock clock;

    TokenCensus(RenewalQueue queue, RenewalMetrics metrics, Duration interval, Clock clock) {
        super("token-census", Duration.ZERO, interval);
        this.queue = queue;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    protected void work() {
        try {
            metrics.counted(queue.census(clock.instant()));
        } catch (StoreUnavailableException e) {
            metrics.notCounted();
            // At the stop a count under way is interrupted.
            if (isRunning()) {
                LogLine.warn(LOG, "tokens_not_counted").write();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // Thrown on, it would end the counts for good.
            metrics.notCounted();
            LogLine.error(LOG, "tokens_not_counted").becauseQuoting(e).write();
        }
    }
}
