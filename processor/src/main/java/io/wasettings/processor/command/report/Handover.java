package io.wasettings.processor.command.report;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.kafka.TopicProperties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a delivery over to a retry topic or to the dead-letter topic: its raw bytes and headers, on the partition that
 * it came from, so that all of a key stays in one process. What may hold secrets in the clear is sealed first. The
 * stages complete once the broker holds it.
 */
final class Handover {

    private final ReliableSender sender;
    private final TopicProperties topics;
    private final SealedRecords sealedRecords;

    Handover(ReliableSender sender, TopicProperties topics, SealedRecords sealedRecords) {
        this.sender = sender;
        this.topics = topics;
        this.sealedRecords = sealedRecords;
    }

    /**
     * Hands it over to that retry topic, whole or else its essence.
     *
     * @param otherwise what to do if the topic takes neither
     */
    CompletionStage<Void> retry(
            Delivery received, Retry retry, RetryHeaders headers, Supplier<CompletionStage<Void>> otherwise) {
        Delivery delivery = sealedRecords.seal(received);
        ProducerRecord<byte[], byte[]> record = whole(topics.retry(retry.tier()), delivery);
        headers.write(record.headers());
        return sender.send(record)
                .exceptionallyCompose(ifTooLarge(() -> {
                    ProducerRecord<byte[], byte[]> essence =
                            essence(record.topic(), delivery, delivery.key(), delivery.value());
                    headers.write(essence.headers());
                    return sender.send(essence);
                }))
                .thenAccept(sent -> {})
                .exceptionallyCompose(ifTooLarge(otherwise));
    }

    /** Completes with where the dead letter lies. */
    CompletionStage<RecordMetadata> deadLetter(Delivery delivery, RetryHeaders headers, DeadLetterHeaders why) {
        ProducerRecord<byte[], byte[]> record = whole(topics.deadLetter(), sealedRecords.seal(delivery));
        headers.write(record.headers());
        why.write(record.headers());
        return sender.send(record).exceptionallyCompose(ifTooLarge(() -> {
            ProducerRecord<byte[], byte[]> remains = essence(record.topic(), delivery, delivery.tellableKey(), null);
            headers.write(remains.headers());
            why.truncated().write(remains.headers());
            return sender.send(remains);
        }));
    }

    /** Any other failure stays one: a delivery that memory ran out for is to come again, not to be given up. */
    private static <T> Function<Throwable, CompletionStage<T>> ifTooLarge(Supplier<CompletionStage<T>> instead) {
        return failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof RecordTooLargeException ? instead.get() : CompletableFuture.failedStage(failure);
        };
    }

    private static ProducerRecord<byte[], byte[]> whole(String topic, Delivery delivery) {
        return new ProducerRecord<>(topic, delivery.partition(), delivery.key(), delivery.value(), delivery.headers());
    }

    /** The record with none but the headers that a command is carried out by; others may be what makes it too large. */
    private static ProducerRecord<byte[], byte[]> essence(
            String topic, Delivery delivery, byte @Nullable [] key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, delivery.partition(), key, value);
        delivery.lastHeaders().forEach((name, header) -> {
            if (isEssential(name) && header.length <= Delivery.LONGEST_KNOWN) {
                record.headers().add(name, header);
            }
        });
        return record;
    }

    private static boolean isEssential(String header) {
        return CloudEvent.ESSENTIAL_HEADERS.contains(header) || header.equals(SealedRecords.HEADER);
    }
}
