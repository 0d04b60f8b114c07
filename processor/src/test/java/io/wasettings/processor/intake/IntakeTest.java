package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Status;

class IntakeTest {

    private static final Subscription SUBSCRIPTION = new Subscription(Map.of("commands", 0), names -> Map.of());

    private final HandlerStub handler = new HandlerStub();
    private final IntakeProperties settings =
            Deliveries.settings(Map.of("rebalance-grace", "50ms", "shutdown-grace", "30s"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final MutableClock clock = new MutableClock();
    private Executor workers = Runnable::run;
    private final Lanes lanes = new Lanes(settings, handler, task -> workers.execute(task), nanos::get);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger rounds = new AtomicInteger();
    private IntFunction<Subscription> topics = time -> SUBSCRIPTION;
    private Supplier<CommitRecorder> consumers = CommitRecorder::new;
    private final Intake intake = new Intake(
            () -> topics.apply(begun.incrementAndGet()),
            () -> consumers.get(),
            delivery -> Instant.EPOCH,
            lanes,
            settings,
            clock);
    private final IntakeHealthIndicator health = new IntakeHealthIndicator(intake);

    @AfterEach
    void stop() {
        intake.stop();
    }

    @Test
    void it_begins_again_when_no_thread_was_to_be_had() {
        topics = time -> {
            throw noThread();
        };

        intake.start();

        await().until(() -> begun.get() > 1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_want_of_threads_that_lasts_takes_it_down() {
        topics = time -> {
            throw noThread();
        };
        intake.start();
        await().until(() -> begun.get() > 1);
        assertThat(status()).isEqualTo(Status.UP);

        passLong();
        beginAgain();

        assertThat(status()).isEqualTo(Status.DOWN);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_want_of_threads_that_a_client_of_the_broker_reports_is_one_too() {
        topics = time -> {
            throw new KafkaException("Failed to create new KafkaAdminClient", noThread());
        };
        intake.start();
        await().until(() -> begun.get() > 1);

        passLong();
        beginAgain();

        assertThat(status()).isEqualTo(Status.DOWN);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_want_of_threads_that_lasts_takes_it_down_even_if_rounds_end_in_between() {
        topics = time -> {
            nanos.addAndGet(Duration.ofSeconds(29).toNanos());
            return SUBSCRIPTION;
        };
        consumers = WantingLater::new;

        intake.start();

        await().until(() -> status().equals(Status.DOWN));
        assertThat(begun).hasValueGreaterThan(2);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void commands_that_find_no_thread_for_long_take_it_down() {
        workers = task -> {
            throw noThread();
        };
        consumers = WithCommand::new;
        intake.start();
        await().until(() -> rounds.get() > 1);

        // More than once, as time may pass just when a round gives its sign.
        await().until(() -> {
            passLong();
            int before = rounds.get();
            await().until(() -> rounds.get() > before + 1);
            return status().equals(Status.DOWN);
        });
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void it_is_up_again_once_no_want_was_met_for_a_while() {
        topics = time -> {
            if (time == 1) {
                throw noThread();
            }
            return SUBSCRIPTION;
        };
        intake.start();
        await().until(() -> begun.get() == 2);

        passLong();

        await().until(() -> status().equals(Status.UP));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_broker_that_is_away_for_long_leaves_it_up() {
        topics = time -> {
            throw new KafkaException("nobody there");
        };
        intake.start();
        await().until(() -> begun.get() > 1);

        passLong();

        await().until(() -> status().equals(Status.UP));
    }

    @Test
    void a_thread_that_is_stuck_takes_it_down_whatever_the_wall_clock_says() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        topics = time -> {
            stuck.countDown();
            awaitFully(over);
            return SUBSCRIPTION;
        };
        intake.start();
        stuck.await();

        clock.advance(Duration.ofDays(1));
        assertThat(status()).isEqualTo(Status.UP);
        clock.advance(Duration.ofDays(-2));
        passLong();

        assertThat(status()).isEqualTo(Status.DOWN);
        over.countDown();
    }

    @Test
    void when_the_consumer_fails_nobody_waits_long_for_a_slow_command_and_its_key_still_runs_one_at_a_time() {
        consumers = FailingLater::new;

        intake.start();
        await().until(() -> begun.get() > 1 && lanes.waiting() == 1);

        assertThat(handler.started).hasSize(1);
        handler.finish(handler.started.get(0));
        // The thread of the intake may be about to start it.
        await().until(() -> handler.started.size() == 2);
        handler.finish(handler.started.get(1));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_stop_waits_for_what_runs_of_partitions_that_a_failed_consumer_had() {
        consumers = FailingLater::new;
        topics = time -> {
            if (time > 1) {
                throw new KafkaException("nobody there");
            }
            return SUBSCRIPTION;
        };
        intake.start();
        await().until(() -> begun.get() > 1);
        assertThat(lanes.running()).isEqualTo(1);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> handler.finish(handler.started.get(0)),
                CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

        intake.stop();

        assertThat(lanes.running()).isZero();
        end.join();
    }

    /** Its second poll finds no thread. */
    private static final class WantingLater extends CommitRecorder {

        private boolean polled;

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (polled) {
                throw noThread();
            }
            polled = true;
            return super.poll(timeout);
        }
    }

    /** Its first poll brings a command. */
    private class WithCommand extends CommitRecorder {

        private static final TopicPartition PARTITION = new TopicPartition("commands", 0);

        WithCommand() {
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            schedulePollTask(() -> {
                rebalance(Set.of(PARTITION));
                addRecord(Deliveries.record(PARTITION, "acme/t/1", 0, 0, new RecordHeaders()));
            });
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            rounds.incrementAndGet();
            return super.poll(timeout);
        }
    }

    /** The first one's second poll fails. */
    private final class FailingLater extends WithCommand {

        FailingLater() {
            if (begun.get() == 1) {
                schedulePollTask(() -> setPollException(new KafkaException("cut off")));
            }
        }
    }

    private Status status() {
        return health.health().getStatus();
    }

    private void passLong() {
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
    }

    /** Not only the attempt that was under way is over by now. */
    private void beginAgain() {
        int before = begun.get();
        await().until(() -> begun.get() > before + 1);
    }

    private static void awaitFully(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutOfMemoryError noThread() {
        return new OutOfMemoryError("unable to create native thread");
    }
}
