package io.wasettings.processor.replay;

import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts dead letters onto the first retry topic: raw bytes, same partition, same version; attempts begin anew and the
 * replay is counted. Safe to repeat: a command that was decided otherwise meanwhile is not carried out again.
 */
final class Replayer {

    private static final int FIRST_TIER = 1;

    private final DeadLetterTopic topic;
    private final ReliableSender sender;
    private final TopicProperties topics;
    private final Clock clock;
    private final LongConsumer pause;

    /** @param pause waits for so many nanoseconds, or until the thread is interrupted */
    Replayer(DeadLetterTopic topic, ReliableSender sender, TopicProperties topics, Clock clock, LongConsumer pause) {
        this.topic = topic;
        this.sender = sender;
        this.topics = topics;
        this.clock = clock;
        this.pause = pause;
    }

    /** Told of each dead letter once the broker has it, or once it was found to have nothing to replay. */
    interface Progress {

        void sent(int partition, long offset);

        /** Its value had to be left out when it was given up. */
        void skipped(int partition, long offset);
    }

    /**
     * Replays these, and returns when the broker has all of them, or early when the thread is interrupted.
     *
     * @param ratePerSecond at most that many in a second
     */
    void replay(List<DeadLetter> letters, int ratePerSecond, Progress progress) {
        if (letters.isEmpty()) {
            return;
        }
        Map<String, DeadLetter> byPosition = letters.stream()
                .collect(
                        Collectors.toMap(letter -> position(letter.partition(), letter.offset()), Function.identity()));
        long interval = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        topic.read(letters, record -> {
            DeadLetter letter = byPosition.get(position(record.partition(), record.offset()));
            if (letter == null || record.value() == null) {
                progress.skipped(record.partition(), record.offset());
                return true;
            }
            sender.send(replay(record, letter.headers())).toCompletableFuture().join();
            progress.sent(record.partition(), record.offset());
            pause.accept(interval);
            return !Thread.currentThread().isInterrupted();
        });
    }

    private ProducerRecord<byte[], byte[]> replay(ConsumerRecord<byte[], byte[]> record, RetryHeaders before) {
        ProducerRecord<byte[], byte[]> replay =
                new ProducerRecord<>(topics.retry(FIRST_TIER), record.partition(), record.key(), record.value());
        record.headers().forEach(replay.headers()::add);
        DeadLetterHeaders.remove(replay.headers());
        new RetryHeaders(0, before.version(), clock.instant(), before.replays() + 1).write(replay.headers());
        return replay;
    }

    private static String position(int partition, long offset) {
        return partition + "@" + offset;
    }
}
