package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has tasks run on the workers, and sees to it that each gives back the slot that it has, whatever becomes of it. */
final class TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    /** What is given back in vain, every second, is told the first time and then about every minute. */
    private static final int FAILURES_PER_LINE = 60;

    /** Pause before another worker is asked for, after no thread could be made. */
    private static final Duration PAUSE_WITHOUT_THREAD = Duration.ofMillis(100);

    private final Lanes lanes;
    private final CommandHandler handler;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private volatile long pausesUntil;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    TaskRunner(Lanes lanes, CommandHandler handler, Executor workers, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.handler = handler;
        this.workers = workers;
        this.nanoTime = nanoTime;
        this.pausesUntil = nanoTime.getAsLong();
    }

    /** Has a worker run the task. */
    void run(Task task) {
        execute(task, () -> carryOut(task), () -> lanes.putBack(task));
    }

    /** Has a worker end the attempt that the task is, as it does not end by itself. */
    void abandon(Task task) {
        giveBack(task, handler::abandon, 0);
    }

    /** Whether no worker is to be asked now, since there was no thread to be had. */
    boolean pauses() {
        return nanoTime.getAsLong() - pausesUntil < 0;
    }

    private void execute(Task task, Runnable action, Runnable withoutThread) {
        try {
            workers.execute(action);
        } catch (RejectedExecutionException e) {
            // The process is stopping: its offset stays unfinished, so it comes again elsewhere.
            LogLine.debug(LOG, "delivery_not_started")
                    .with("record", task.delivery())
                    .write();
            lanes.free(task);
        } catch (OutOfMemoryError noThread) {
            pausesUntil = nanoTime.getAsLong() + PAUSE_WITHOUT_THREAD.toNanos();
            withoutThread.run();
            LogLine.warn(LOG, "delivery_without_thread")
                    .with("record", task.delivery())
                    .with("cause", noThread)
                    .write();
        }
    }

    private void carryOut(Task task) {
        if (task.isOver() || !lanes.begin(task)) {
            release(task);
            return;
        }
        decide(task, task::start).whenComplete((done, failure) -> {
            if (failure == null) {
                finish(task);
            } else {
                breakOff(task, failure);
            }
        });
    }

    /**
     * Has a task that came to nothing given back later. Left as it is, it would keep its partition from being committed
     * for as long as this process owns it. Given back at once, it would break off again for the same lack of memory or
     * threads.
     */
    private void breakOff(Task task, Throwable failure) {
        giveBackLater(task, handler::deferBroken, 0);
        LogLine.error(LOG, "delivery_unfinished")
                .with("record", task.delivery())
                .because(failure)
                .write();
    }

    private void giveBackLater(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        lanes.giveBackLater(task, () -> giveBack(task, handOver, failures));
    }

    private void giveBack(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        execute(task, () -> carryBack(task, handOver, failures), () -> giveBackLater(task, handOver, failures));
    }

    private void carryBack(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        if (task.isOver() || lanes.hasEnded(task)) {
            release(task);
            return;
        }
        decide(task, () -> handOver.apply(task.delivery()))
                .thenRun(() -> finish(task))
                .exceptionally(failure -> {
                    giveBackLater(task, handOver, failures + 1);
                    if (failures % FAILURES_PER_LINE == 0) {
                        LogLine.error(LOG, "delivery_not_given_back")
                                .with("record", task.delivery())
                                .because(failure)
                                .write();
                    }
                    return null;
                });
    }

    /** An error, such as a shortage of memory or threads, is a failure too. */
    private CompletionStage<Void> decide(Task task, Supplier<CompletionStage<Void>> action) {
        try {
            return action.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            lanes.decided(task);
        }
    }

    private void finish(Task task) {
        task.finished();
        release(task);
    }

    private void release(Task task) {
        lanes.free(task);
        lanes.startWhatCan();
    }
}
