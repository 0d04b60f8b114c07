package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Schedule;
import io.wasettings.processor.lifecycle.ConcurrentStop;
import io.wasettings.service.log.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the poll loop on a thread of its own from start to stop, and starts it over with a new consumer when the
 * consumer fails. A broker that is away, at the start or later, is waited for.
 */
final class Intake implements ConcurrentStop {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** What a stop may take beyond its grace: the last commit, and the goodbye to the group. */
    private static final Duration LAST_STEPS = Commits.RELEASE_PATIENCE.plus(PollLoop.LEAVE_PATIENCE);

    private final Supplier<Subscription> subscriptions;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Schedule schedule;
    private final Lanes lanes;
    private final IntakeProperties settings;
    private final Clock clock;
    private final SignsOfLife signs;

    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile boolean running;
    /** Until when what runs may go on at a stop, as of {@link System#nanoTime()}. */
    private volatile long stopBy;

    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile @Nullable PollLoop loop;
    private @Nullable Thread thread;

    /**
     * @param subscriptions makes sure that the topics are there and says which; throws {@link KafkaException} to be
     *     called again
     * @param consumers makes a consumer each time it is asked
     * @param schedule when deliveries may start
     */
    Intake(
            Supplier<Subscription> subscriptions,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Schedule schedule,
            Lanes lanes,
            IntakeProperties settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.consumers = consumers;
        this.schedule = schedule;
        this.lanes = lanes;
        this.settings = settings;
        this.clock = clock;
        this.signs = new SignsOfLife(lanes::nanoTime);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            running = true;
            signs.begin();
            thread = new Thread(this::run, "intake");
            thread.start();
        }
    }

    private void end() {
        stopBy = System.nanoTime() + settings.shutdownGrace().toNanos();
        running = false;
    }

    @Override
    public synchronized void stop() {
        Thread stopping = thread;
        if (stopping == null) {
            return;
        }
        end();
        Consumer<byte[], byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        stopRequested.countDown();
        try {
            stopping.join(settings.shutdownGrace().plus(LAST_STEPS).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** How long ago the thread was last seen at work, be it in vain. */
    Duration silence() {
        return signs.silence();
    }

    /** The partitions that this process owns now. */
    Map<TopicPartition, PartitionProgress> assigned() {
        PollLoop current = loop;
        return current == null ? Map.of() : current.assigned();
    }

    private void run() {
        while (running) {
            try {
                poll(subscriptions.get());
            } catch (WakeupException e) {
                LogLine.debug(LOG, "intake_woken").write();
            } catch (RuntimeException | OutOfMemoryError e) {
                // The error also says that no thread is to be had. Thrown on, it would end the intake for good.
                failed(e);
                pause(PAUSE_AFTER_FAILURE);
            }
        }
        awaitIdle();
        LogLine.info(LOG, "intake_stopped").write();
    }

    /** Waits also for what runs of partitions that a consumer had which failed before. */
    private void awaitIdle() {
        try {
            lanes.awaitIdle(graceLeft());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration graceLeft() {
        return Duration.ofNanos(stopBy - System.nanoTime());
    }

    private void failed(Throwable failure) {
        boolean isShortage = isShortage(failure);
        if (isShortage) {
            signs.withholdAfterShortage();
        } else {
            giveSign();
        }
        if (failure instanceof KafkaException && !isShortage) {
            LogLine.warn(LOG, "intake_interrupted")
                    .with("retry_in_ms", PAUSE_AFTER_FAILURE.toMillis())
                    .with("cause", failure)
                    .write();
        } else {
            LogLine.error(LOG, "intake_failed")
                    .with("retry_in_ms", PAUSE_AFTER_FAILURE.toMillis())
                    .becauseQuoting(failure)
                    .write();
        }
    }

    private void giveSign() {
        if (!lanes.isStarved()) {
            signs.give();
        }
    }

    /** Clients of the broker that get no thread say so with an exception of their own. */
    private static boolean isShortage(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private void poll(Subscription subscription) {
        Consumer<byte[], byte[]> polling = consumers.get();
        PollLoop current = new PollLoop(polling, subscription, schedule, lanes, settings, clock);
        consumer = polling;
        loop = current;
        try {
            current.subscribe();
            while (running) {
                Duration rest = current.runOnce();
                giveSign();
                if (!rest.isZero()) {
                    pause(rest);
                }
            }
        } finally {
            consumer = null;
            // While it goes on, what still runs goes on in the lanes, and nobody else may wait for it.
            current.close(running ? settings.rebalanceGrace() : graceLeft());
            loop = null;
        }
    }

    private void pause(Duration atMost) {
        try {
            boolean stopping = stopRequested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            LogLine.debug(LOG, "intake_paused").with("stopping", stopping).write();
        } catch (InterruptedException e) {
            end();
        }
    }
}
