package io.wasettings.processor.projection;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.processor.store.FoundDeadLetters;
import io.wasettings.processor.store.FoundDeadLetters.FoundDeadLetter;
import io.wasettings.service.kafka.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Notes in the store where dead letters lie of which it could not be told: because it was away, or because an earlier
 * build wrote them. In good times there is nothing to do.
 */
final class DeadLetterProjection {

    private final FoundDeadLetters deadLetters;

    DeadLetterProjection(FoundDeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @KafkaListener(
            id = "dead-letter-projection",
            idIsGroup = false,
            groupId = "#{projectionTopics.group()}",
            topics = "#{projectionTopics.deadLetter()}",
            batch = "true",
            autoStartup = "false")
    void project(List<ConsumerRecord<byte[], byte[]>> records) {
        deadLetters.note(
                records.stream().flatMap(record -> found(record).stream()).toList());
    }

    private static Optional<FoundDeadLetter> found(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = Records.headers(record.headers());
        Optional<RetryHeaders> retry = RetryHeaders.read(headers);
        DeadLetterHeaders why = DeadLetterHeaders.read(headers);
        Optional<String> subject = Optional.ofNullable(why.subject())
                .or(() -> CloudEvent.read(headers, record.value())
                        .origin()
                        .command()
                        .map(CommandRef::key));
        if (subject.isEmpty() || retry.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoundDeadLetter(
                subject.get(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                retry.get(),
                new DeadLetterPlace(
                        record.partition(), record.offset(), record.value() == null ? why.truncated() : why)));
    }
}
