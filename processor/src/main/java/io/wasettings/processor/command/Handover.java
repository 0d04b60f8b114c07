package io.wasettings.processor.command;

import io.wasettings.processor.command.RetryPolicy.Retry;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.TopicProperties;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands a delivery over to a retry topic or to the dead-letter topic: its raw bytes and headers, on the partition that
 * it came from, so that all of a key stays in one process. The stages complete once the broker holds it.
 */
final class Handover {

    private static final int MAX_IDENTIFYING_HEADER = 1024;

    private final ReliableSender sender;
    private final TopicProperties topics;

    Handover(ReliableSender sender, TopicProperties topics) {
        this.sender = sender;
        this.topics = topics;
    }

    CompletionStage<Void> retry(Delivery delivery, Retry retry, RetryHeaders headers) {
        ProducerRecord<byte[], byte[]> record = whole(topics.retry(retry.tier()), delivery);
        headers.write(record.headers());
        return sender.send(record);
    }

    CompletionStage<Void> deadLetter(Delivery delivery, RetryHeaders headers, DeadLetterHeaders why) {
        ProducerRecord<byte[], byte[]> record = whole(topics.deadLetter(), delivery);
        headers.write(record.headers());
        why.write(record.headers());
        return sender.send(record).exceptionallyCompose(tooLarge -> {
            ProducerRecord<byte[], byte[]> remains = identity(topics.deadLetter(), delivery);
            headers.write(remains.headers());
            why.truncated().write(remains.headers());
            return sender.send(remains);
        });
    }

    private static ProducerRecord<byte[], byte[]> whole(String topic, Delivery delivery) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, delivery.partition(), delivery.key(), delivery.value());
        delivery.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    /** What says which command it was, for a record that no topic takes whole. */
    private static ProducerRecord<byte[], byte[]> identity(String topic, Delivery delivery) {
        byte[] key = delivery.key() == null || delivery.key().length > MAX_IDENTIFYING_HEADER ? null : delivery.key();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, delivery.partition(), key, null);
        delivery.headers().forEach((name, value) -> {
            if (name.startsWith("ce_") && value.length <= MAX_IDENTIFYING_HEADER) {
                record.headers().add(name, value);
            }
        });
        return record;
    }
}
