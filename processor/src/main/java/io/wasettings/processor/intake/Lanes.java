package io.wasettings.processor.intake;

import io.wasettings.processor.command.CommandHandler;
import io.wasettings.processor.command.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what runs next. Thread-safe; tasks run on the workers, never on the caller's thread.
 *
 * <p>Guarantees: of one key at most one command runs, in the order they were offered; at most {@code concurrency} run
 * in all and {@code concurrencyPerPartner} of one partner; partners take turns. What one partner sends beyond
 * {@code maxWaitingPerPartner} does not wait here but is put off, so that nobody fills the room of all others.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final IntakeProperties settings;
    private final CommandHandler handler;
    private final Executor workers;

    private final Map<String, Partner> partners = new HashMap<>();
    private final Partner putOff = new Partner();
    /** Partners that could start a task, in turn. */
    private final Set<Partner> ready = new LinkedHashSet<>();

    private final IdentityHashMap<Task, Partner> running = new IdentityHashMap<>();
    private int waiting;
    private long waitingBytes;

    Lanes(IntakeProperties settings, CommandHandler handler, Executor workers) {
        this.settings = settings;
        this.handler = handler;
        this.workers = workers;
    }

    /** Takes in a delivery; it starts as soon as its turn comes. Whether there is room is for the caller to ask. */
    void offer(Delivery delivery, PartitionProgress progress) {
        String key = delivery.key() == null ? "" : new String(delivery.key(), StandardCharsets.ISO_8859_1);
        String name = key.substring(0, Math.max(0, key.indexOf('/')));
        synchronized (this) {
            Partner partner = partners.computeIfAbsent(name, unused -> new Partner());
            boolean tooMany = partner.waiting() >= settings.maxWaitingPerPartner();
            Task task = tooMany
                    ? new Task(name, delivery, delivery.size(), progress, handler::defer)
                    : new Task(key, delivery, delivery.size(), progress, handler::handle);
            waiting++;
            waitingBytes += task.size();
            Partner lanes = tooMany ? putOff : partner;
            lanes.add(task);
            queue(lanes);
        }
        startWhatCan();
    }

    /** Whether another delivery may be taken in. */
    synchronized boolean hasRoom() {
        return waiting < settings.maxWaiting()
                && waitingBytes < settings.maxWaitingSize().toBytes();
    }

    /** Forgets what waits from these partitions; what runs goes on. */
    synchronized void drop(Set<TopicPartition> partitions) {
        waiting = 0;
        for (Partner partner : partners.values()) {
            waitingBytes -= partner.drop(partitions);
            waiting += partner.waiting();
        }
        waitingBytes -= putOff.drop(partitions);
        waiting += putOff.waiting();
        ready.removeIf(partner -> !partner.canStart());
        partners.values().removeIf(Partner::isIdle);
    }

    /** Waits until nothing of these partitions runs any more, but not longer than that. */
    synchronized void awaitIdle(Set<TopicPartition> partitions, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (running.keySet().stream().anyMatch(task -> partitions.contains(task.partition()))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized int running() {
        return running.size();
    }

    synchronized int waiting() {
        return waiting;
    }

    synchronized long waitingBytes() {
        return waitingBytes;
    }

    private void startWhatCan() {
        for (Task task = next(); task != null; task = next()) {
            Task started = task;
            try {
                workers.execute(() -> run(started));
            } catch (RejectedExecutionException e) {
                // The process is stopping: its offset stays unfinished, so it comes again elsewhere.
                LOG.debug("event=delivery_not_started record={}", started.delivery());
                free(started);
            }
        }
    }

    private synchronized @Nullable Task next() {
        Partner partner = running.size() < settings.concurrency()
                ? ready.stream().findFirst().orElse(null)
                : null;
        Task task = partner == null ? null : partner.start();
        if (partner == null || task == null) {
            return null;
        }
        waiting--;
        waitingBytes -= task.size();
        running.put(task, partner);
        // To the end of the queue, so that partners take turns.
        ready.remove(partner);
        queue(partner);
        return task;
    }

    private void queue(Partner partner) {
        if (partner.canStart() && partner.running() < settings.concurrencyPerPartner()) {
            ready.add(partner);
        }
    }

    private void run(Task task) {
        if (task.progress().isOver()) {
            release(task);
            return;
        }
        try {
            task.action().apply(task.delivery()).whenComplete((nothing, failure) -> finish(task, failure));
        } catch (RuntimeException | Error e) {
            // An error too must not keep the lane and its share of the concurrency for ever.
            finish(task, e);
        }
    }

    private void finish(Task task, @Nullable Throwable failure) {
        if (failure == null) {
            task.progress().finished(task.delivery().offset());
        } else {
            // Its offset stays unfinished: nothing is skipped, and it comes again after a restart or rebalance.
            LOG.error("event=delivery_unfinished record={}", task.delivery(), failure);
        }
        release(task);
    }

    private void release(Task task) {
        free(task);
        startWhatCan();
    }

    private synchronized void free(Task task) {
        Partner partner = running.remove(task);
        if (partner != null) {
            partner.finish(task);
            queue(partner);
        }
        partners.values().removeIf(Partner::isIdle);
        notifyAll();
    }
}
