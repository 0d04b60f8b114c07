package io.wasettings.processor.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.TestKeys;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import io.wasettings.processor.command.reading.RecordParser;
import io.wasettings.processor.command.reading.SealedRecords;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final TopicProperties TOPICS =
            new TopicProperties("commands", "status", "retry", "dlt", 1, (short) 1);
    private static final Delivery DELIVERY =
            new Delivery(0, new Place("commands", null, 0, 7, 0), null, new byte[] {'x'}, List.of());

    private final Queue<Runnable> troubles = new ArrayDeque<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record, Callback callback) {
                    if (!troubles.isEmpty()) {
                        troubles.remove().run();
                    }
                    return super.send(record, callback);
                }
            };

    @AutoClose
    private final ReliableSender sender = new ReliableSender(() -> producer, Runnable::run);

    private final Handover handover =
            new Handover(sender, TOPICS, new SealedRecords(TestKeys.secretBox("k1"), new RecordParser()));

    @Test
    void what_a_retry_topic_takes_in_no_form_is_given_up() {
        troubles.add(HandoverTest::tooLarge);
        troubles.add(HandoverTest::tooLarge);

        CompletableFuture<Void> retried = retry();

        assertThat(retried).isCompleted();
        assertThat(producer.history()).extracting(ProducerRecord::topic).containsExactly("dlt");
    }

    @Test
    void what_fails_for_another_reason_is_not_given_up() {
        troubles.add(HandoverTest::tooLarge);
        troubles.add(() -> {
            throw new OutOfMemoryError("for a test");
        });

        CompletableFuture<Void> retried = retry();

        assertThat(retried).isCompletedExceptionally();
        assertThat(producer.history()).isEmpty();
    }

    private CompletableFuture<Void> retry() {
        return handover.retry(DELIVERY, new Retry(1, Instant.EPOCH), RetryHeaders.OLDEST, this::giveUp)
                .toCompletableFuture();
    }

    private CompletionStage<Void> giveUp() {
        return sender.send(new ProducerRecord<>(TOPICS.deadLetter(), new byte[0]))
                .thenAccept(sent -> {});
    }

    private static void tooLarge() {
        throw new RecordTooLargeException();
    }
}
