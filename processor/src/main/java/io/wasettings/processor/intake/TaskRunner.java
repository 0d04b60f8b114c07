package io.wasettings.processor.intake;

import io.wasettings.processor.command.CommandHandler;
import io.wasettings.processor.command.reading.Delivery;
import io.wasettings.service.log.LogLine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has tasks run on the workers, and sees to it that each gives back the slot that it has, whatever becomes of it. */
final class TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    /** What is given back in vain, every second, is told the first time and then about every minute. */
    private static final int FAILURES_PER_LINE = 60;

    private final Slots slots;
    private final CommandHandler handler;
    private final Workers workers;

    /** What tasks have while they run. */
    interface Slots {

        /** Notes that a worker has it; false when it has no slot any more, and is not to be run. */
        boolean begin(Task task);

        /** Notes that what it comes to is decided: it waits for the broker alone. */
        void decided(Task task);

        /** Whether it has no slot any more, or none yet. */
        boolean hasEnded(Task task);

        /**
         * Takes its slot, and lets it wait at the head of its lane again, unless a worker has begun it all the same.
         */
        void putBack(Task task);

        /** Has it given back in a while, with that, unless its slot is taken until then. */
        void leave(Task task, Runnable giveBack);

        /** Takes its slot, if it has one. */
        void free(Task task);

        /** Starts whatever may start. */
        void startWhatCan();
    }

    TaskRunner(Slots slots, CommandHandler handler, Workers workers) {
        this.slots = slots;
        this.handler = handler;
        this.workers = workers;
    }

    /** Has a worker run it. */
    void run(Task task) {
        execute(task, () -> carryOut(task), () -> slots.putBack(task));
    }

    /** Has a worker end the attempt that it is, as it does not end by itself. */
    void abandon(Task task) {
        giveBack(task, handler::abandon, 0);
    }

    /** Whether no worker is to be asked now, since there was no thread to be had. */
    boolean pauses() {
        return workers.pauses();
    }

    private void execute(Task task, Runnable action, Runnable withoutThread) {
        try {
            workers.run(action);
        } catch (RejectedExecutionException e) {
            // The process is stopping: its offset stays unfinished, so it comes again elsewhere.
            LogLine.debug(LOG, "delivery_not_started")
                    .with("record", task.delivery())
                    .write();
            slots.free(task);
        } catch (OutOfMemoryError noThread) {
            withoutThread.run();
            LogLine.warn(LOG, "delivery_without_thread")
                    .with("record", task.delivery())
                    .with("cause", noThread)
                    .write();
        }
    }

    private void carryOut(Task task) {
        if (task.isOver() || !slots.begin(task)) {
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
     * Left as it is, it would keep its partition from being committed for as long as this process owns it. Given back
     * at once, it would break off again for the same lack of memory or threads.
     */
    private void breakOff(Task task, Throwable failure) {
        leave(task, handler::deferBroken, 0);
        LogLine.error(LOG, "delivery_unfinished")
                .with("record", task.delivery())
                .because(failure)
                .write();
    }

    private void leave(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        slots.leave(task, () -> giveBack(task, handOver, failures));
    }

    private void giveBack(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        execute(task, () -> carryBack(task, handOver, failures), () -> leave(task, handOver, failures));
    }

    private void carryBack(Task task, Function<Delivery, CompletionStage<Void>> handOver, int failures) {
        if (task.isOver() || slots.hasEnded(task)) {
            release(task);
            return;
        }
        decide(task, () -> handOver.apply(task.delivery()))
                .thenRun(() -> finish(task))
                .exceptionally(failure -> {
                    leave(task, handOver, failures + 1);
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
            slots.decided(task);
        }
    }

    private void finish(Task task) {
        task.finished();
        release(task);
    }

    private void release(Task task) {
        slots.free(task);
        slots.startWhatCan();
    }
}
