package io.wasettings.processor.replay;

import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts dead letters onto the first retry topic: raw bytes, same partition, same version; attempts begin anew and the
 * replay is counted. They are due once all of them have been sent, by a bounded estimate. Safe to repeat: a command
 * that was decided otherwise meanwhile is not carried out again.
 */
final class Replayer {

    private static final int FIRST_TIER = 1;

    private final DeadLetterTopic topic;
    private final ReliableSender sender;
    private final TopicProperties topics;
    private final Claims claims;
    private final Clock clock;

    Replayer(DeadLetterTopic topic, ReliableSender sender, TopicProperties topics, Claims claims, Clock clock) {
        this.topic = topic;
        this.sender = sender;
        this.topics = topics;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Begins to send for that replay.
     *
     * @param most how many it may send
     * @param goesOn asked before dead letters are looked for, while none comes, and before each batch
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    Dispatch begin(Replay replay, long most, BooleanSupplier goesOn) {
        Allowance allowance = new Allowance(replay.request().ratePerSecond(), most, LockSupport::parkNanos);
        Instant start = clock.instant().plus(HeadStart.of(replay));
        return new Dispatch(replay, topic.open(), claims, allowance, goesOn, letters -> send(letters, start));
    }

    private CompletionStage<List<Letter>> send(List<Letter> letters, Instant start) {
        Instant due = Collections.max(List.of(start, clock.instant()));
        return sender.sendAll(
                letters, letter -> replay(letter.record(), letter.command().round() + 1, due));
    }

    private ProducerRecord<byte[], byte[]> replay(ConsumerRecord<byte[], byte[]> record, int round, Instant due) {
        RetryHeaders before = RetryHeaders.readable(Records.headers(record.headers()));
        ProducerRecord<byte[], byte[]> replay =
                new ProducerRecord<>(topics.retry(FIRST_TIER), record.partition(), record.key(), record.value());
        record.headers().forEach(replay.headers()::add);
        DeadLetterHeaders.remove(replay.headers());
        new RetryHeaders(0, before.version(), due, round).write(replay.headers());
        return replay;
    }
}
