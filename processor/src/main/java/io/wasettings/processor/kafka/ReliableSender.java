package io.wasettings.processor.kafka;

import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records and does not give up: a stage completes once the broker holds the record. Thread-safe.
 *
 * <p>Only a record that no broker setting of the moment would take ({@link RecordTooLargeException}) completes its
 * stage exceptionally; an {@link Error} at the first try is thrown. What is not acknowledged when this is closed stays
 * incomplete, so whoever waits for it does not go on as if it were done. What follows an acknowledgement writes to the
 * log about the command that was sent for.
 */
public final class ReliableSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReliableSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Executor completions;
    private final ScheduledThreadPoolExecutor retries =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("send-retries"));
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param producers makes the producer, with {@code acks=all}; asked when something is sent, again when it throws,
     *     since a broker's name may not resolve yet, and again when what it made turns out to be closed, as Spring's
     *     producer is after a broken sequence. The producer is closed together with this
     * @param completions runs what follows an acknowledgement. Not the producer's own thread: whoever sends from there
     *     waits for metadata that only that thread could fetch. Where it finds no thread, the one for retries does it,
     *     since the error would end the producer's.
     */
    public ReliableSender(Supplier<Producer<byte[], byte[]>> producers, Executor completions) {
        this.producers = producers;
        this.completions = followUp -> {
            try {
                completions.execute(followUp);
            } catch (OutOfMemoryError noThread) {
                retries.execute(followUp);
            }
        };
        retries.prestartCoreThread();
    }

    /**
     * Sends the record, again and again if need be; completes with where it lies. May block while the producer's buffer
     * is full.
     */
    public CompletionStage<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return send(record, completions);
    }

    /**
     * Sends a record for each of these; completes once the broker holds all of them, but for those that are too large:
     * with these.
     */
    public <T> CompletionStage<List<T>> sendAll(List<T> those, Function<T, ProducerRecord<byte[], byte[]>> records) {
        List<CompletableFuture<RecordMetadata>> sendings = those.stream()
                .map(each -> send(records.apply(each), Runnable::run).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(sendings.toArray(CompletableFuture<?>[]::new))
                .handleAsync(
                        (all, tooLarge) -> IntStream.range(0, those.size())
                                .filter(each -> sendings.get(each).isCompletedExceptionally())
                                .mapToObj(those::get)
                                .toList(),
                        completions);
    }

    @Override
    public void close() {
        retries.shutdownNow();
        Producer<byte[], byte[]> made = made();
        if (made != null) {
            made.close(Duration.ofSeconds(5));
        }
    }

    private synchronized @Nullable Producer<byte[], byte[]> made() {
        return producer;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer == null ? producers.get() : producer;
        producer = made;
        return made;
    }

    /** Has another one made for the next attempt, unless that has happened already. */
    private synchronized void letGo(Producer<byte[], byte[]> closed) {
        if (producer == closed && !retries.isShutdown()) {
            producer = null;
        }
    }

    private CompletionStage<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Executor followUps) {
        Sending sending = new Sending(record, new CompletableFuture<>(), followUps);
        send(sending, FIRST_PAUSE);
        return sending.sent();
    }

    private void send(Sending sending, Duration pause) {
        try {
            send(producer(), sending, pause);
        } catch (RuntimeException e) {
            acknowledge(sending, pause, null, e);
        }
    }

    private void send(Producer<byte[], byte[]> made, Sending sending, Duration pause) {
        CommandContext about = CommandContext.current();
        try {
            var unused = made.send(
                    sending.record(),
                    (metadata, failure) -> about.run(() -> acknowledge(sending, pause, metadata, failure)));
        } catch (IllegalStateException closed) {
            letGo(made);
            throw closed;
        }
    }

    private void acknowledge(
            Sending sending, Duration pause, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        CommandContext about = CommandContext.current();
        if (failure == null) {
            sending.followUp(about, sent -> sent.complete(Objects.requireNonNull(metadata)));
        } else if (failure instanceof RecordTooLargeException) {
            sending.followUp(about, sent -> sent.completeExceptionally(failure));
        } else if (!retries.isShutdown()) {
            LogLine.warn(LOG, "send_failed")
                    .with("topic", sending.record().topic())
                    .with("retry_in_ms", pause.toMillis())
                    .with("cause", failure)
                    .write();
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
            sendLater(sending, pause, next);
        }
    }

    private void sendLater(Sending sending, Duration pause, Duration next) {
        CommandContext about = CommandContext.current();
        var unused = retries.schedule(
                () -> about.run(() -> sendAgain(sending, next)), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sendAgain(Sending sending, Duration pause) {
        try {
            send(sending, pause);
        } catch (OutOfMemoryError e) {
            // Nobody else would send it, or hear of it.
            sendLater(sending, pause, pause);
        }
    }

    /** A record under way, and what runs that which follows. */
    private record Sending(
            ProducerRecord<byte[], byte[]> record, CompletableFuture<RecordMetadata> sent, Executor followUps) {

        void followUp(CommandContext about, Consumer<CompletableFuture<RecordMetadata>> completion) {
            followUps.execute(() -> about.run(() -> completion.accept(sent)));
        }
    }
}
