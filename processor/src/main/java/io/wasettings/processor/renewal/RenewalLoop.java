package io.wasettings.processor.renewal;

import io.wasettings.processor.lifecycle.ConcurrentStop;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the queue again and again and renews what is due, no more than so many at a time and partners in turn: after
 * a long sleep, a restart or a jump of the clock the work is the same, only there is more of it. How often it looks
 * does not depend on the clock that says what is due.
 */
final class RenewalLoop implements ConcurrentStop {

    private static final Logger LOG = LoggerFactory.getLogger(RenewalLoop.class);
    /**
     * A call or two of 10 s, and what it takes to keep a rotated refresh token; as long as commands have by default.
     */
    private static final long SECONDS_TO_FINISH = 25;

    private final RenewalQueue queue;
    private final Renewer renewer;
    private final RenewalProperties properties;
    private final RenewalMetrics metrics;
    private final Clock clock;
    private final RenewalTurns turns;
    private final Semaphore free;
    private final ScheduledExecutorService looker;
    private final ExecutorService workers;
    private volatile boolean running;

    RenewalLoop(
            RenewalQueue queue, Renewer renewer, RenewalProperties properties, RenewalMetrics metrics, Clock clock) {
        this.queue = queue;
        this.renewer = renewer;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
        this.turns = new RenewalTurns(properties.perPartner(), properties.perHost());
        this.free = new Semaphore(properties.concurrency());
        this.looker = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "renewals"));
        this.workers =
                Executors.newFixedThreadPool(properties.concurrency(), task -> new Thread(task, "renewal-worker"));
    }

    @Override
    public void start() {
        running = true;
        if (properties.enabled()) {
            long interval = properties.interval().toMillis();
            var unused = looker.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        // Not by an interrupt: what a look borrows meanwhile would be lent to nobody.
        looker.shutdown();
        long begun = System.nanoTime();
        try {
            boolean looked = looker.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            workers.shutdown();
            long left = TimeUnit.SECONDS.toNanos(SECONDS_TO_FINISH) - (System.nanoTime() - begun);
            if (!workers.awaitTermination(left, TimeUnit.NANOSECONDS) || !looked) {
                LogLine.warn(LOG, "renewals_cut_short").write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look() {
        ask(() -> Optional.of(queue.waiting(clock.instant()))).ifPresent(turns::waiting);
        while (running && free.tryAcquire()) {
            Optional<Due> due = next();
            if (due.isEmpty() || !begin(due.get())) {
                free.release();
                return;
            }
        }
    }

    /** Has a worker renew it; whether there is one. */
    private boolean begin(Due due) {
        try {
            workers.execute(() -> renewAll(due));
            return true;
        } catch (RejectedExecutionException stopped) {
            return leave(due);
        } catch (OutOfMemoryError noThread) {
            // Thrown on, it would end the looks for good.
            LogLine.error(LOG, "renewals_not_looked_after")
                    .becauseQuoting(noThread)
                    .write();
            return leave(due);
        }
    }

    private boolean leave(Due due) {
        turns.done(due);
        try {
            queue.giveBack(due);
        } catch (RuntimeException e) {
            // The loan ends by itself. Thrown on, this would end the looks for good.
            LogLine.warn(LOG, "renewals_not_looked_after").becauseQuoting(e).write();
        }
        return false;
    }

    /** Renews one token after the other until none is due whose turn it may be. */
    private void renewAll(Due first) {
        try {
            for (Optional<Due> due = Optional.of(first); due.isPresent(); due = next()) {
                try {
                    renew(due.get());
                } finally {
                    turns.done(due.get());
                }
            }
        } finally {
            free.release();
        }
    }

    private Optional<Due> next() {
        Instant now = clock.instant();
        return running
                ? ask(() -> turns.next(choice -> queue.borrow(now, now.plus(properties.loan()), choice)))
                : Optional.empty();
    }

    private static <T> Optional<T> ask(Supplier<Optional<T>> store) {
        try {
            return store.get();
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "renewals_wait_for_store").write();
        } catch (RuntimeException | OutOfMemoryError e) {
            // Thrown on, it would end the looks for good.
            LogLine.error(LOG, "renewals_not_looked_after").becauseQuoting(e).write();
        }
        return Optional.empty();
    }

    private void renew(Due due) {
        Renewer.Result result = null;
        try {
            result = renewer.renew(due);
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "renewal_not_kept").with("key", due.key()).write();
        } catch (RuntimeException e) {
            LogLine.error(LOG, "renewal_failed_unexpectedly")
                    .with("key", due.key())
                    .because(e)
                    .write();
        } finally {
            metrics.renewed(result);
        }
    }
}
