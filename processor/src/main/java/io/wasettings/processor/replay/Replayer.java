package io.wasettings.processor.replay;

import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts dead letters onto the first retry topic: raw bytes, same partition, same version; attempts begin anew and the
 * replay is counted. Safe to repeat: a command that was decided otherwise meanwhile is not carried out again.
 */
final class Replayer {

    private static final int FIRST_TIER = 1;
    /** So often a second, at least, it is asked whether to go on. */
    private static final int PER_SECOND = 5;

    private static final int MOST_AT_ONCE = 500;
    private static final RetryHeaders UNKNOWN = new RetryHeaders(0, new Version(0, 0), Instant.EPOCH, 0);

    private final DeadLetterTopic topic;
    private final ReliableSender sender;
    private final TopicProperties topics;
    private final Claims claims;
    private final Clock clock;
    private final LongConsumer pause;

    /** @param pause waits for so many nanoseconds, not at all for less than one, or until the thread is interrupted */
    Replayer(
            DeadLetterTopic topic,
            ReliableSender sender,
            TopicProperties topics,
            Claims claims,
            Clock clock,
            LongConsumer pause) {
        this.topic = topic;
        this.sender = sender;
        this.topics = topics;
        this.claims = claims;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Sends these for that replay, but for those that another one has taken meanwhile; returns when the broker has
     * them, or early when the thread is interrupted or nothing more may be sent. What goes out within a fifth of a
     * second travels together.
     *
     * @param goesOn asked before that
     * @return whether it came to their end
     */
    boolean replay(List<Candidate> candidates, Replay replay, BooleanSupplier goesOn) {
        int rate = replay.request().ratePerSecond();
        boolean[] stopped = {false};
        topic.read(candidates, Math.min(MOST_AT_ONCE, Math.max(1, rate / PER_SECOND)), letters -> {
            stopped[0] = !goesOn.getAsBoolean();
            if (stopped[0]) {
                return false;
            }
            long begun = System.nanoTime();
            long sent = send(letters, replay);
            pause.accept(sent * TimeUnit.SECONDS.toNanos(1) / rate - (System.nanoTime() - begun));
            stopped[0] = Thread.currentThread().isInterrupted();
            return !stopped[0];
        });
        return !stopped[0];
    }

    private long send(List<Letter> letters, Replay replay) {
        String operator = replay.request().requestedBy();
        List<Letter> whole = letters.stream()
                .filter(letter -> letter.record().value() != null)
                .toList();
        Set<String> claimed = claims.claim(commands(whole), replay.id(), operator);
        List<Letter> ours = whole.stream()
                .filter(letter -> claimed.contains(letter.command().identity()))
                .toList();
        ours.stream()
                .map(letter ->
                        sender.send(replay(letter.record(), letter.command().round() + 1)))
                .toList()
                .forEach(sending -> sending.toCompletableFuture().join());
        claims.sent(commands(ours), replay.id(), operator);
        return ours.size();
    }

    private static List<Candidate> commands(List<Letter> letters) {
        return letters.stream().map(Letter::command).toList();
    }

    private ProducerRecord<byte[], byte[]> replay(ConsumerRecord<byte[], byte[]> record, int round) {
        RetryHeaders before =
                RetryHeaders.read(Records.headers(record.headers())).orElse(UNKNOWN);
        ProducerRecord<byte[], byte[]> replay =
                new ProducerRecord<>(topics.retry(FIRST_TIER), record.partition(), record.key(), record.value());
        record.headers().forEach(replay.headers()::add);
        DeadLetterHeaders.remove(replay.headers());
        new RetryHeaders(0, before.version(), clock.instant(), round).write(replay.headers());
        return replay;
    }
}
