package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.service.log.CommandContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class ReliableSenderTest {

    private static final ProducerRecord<byte[], byte[]> RECORD = new ProducerRecord<>("topic", new byte[0]);

    private final MockProducer<byte[], byte[]> producer = unacknowledged();
    private final ExecutorService completions =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "completions"));
    private final ReliableSender sender = new ReliableSender(() -> producer, completions);

    @AfterEach
    void close() {
        sender.close();
        completions.shutdownNow();
    }

    @Test
    void a_stage_completes_once_the_broker_has_the_record() {
        CompletableFuture<RecordMetadata> sent = sender.send(RECORD).toCompletableFuture();
        assertThat(sent).isNotDone();

        producer.completeNext();

        assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void what_follows_never_runs_on_the_producers_thread() {
        CompletableFuture<String> thread = sender.send(RECORD)
                .thenApply(sent -> Thread.currentThread().getName())
                .toCompletableFuture();

        producer.completeNext();

        assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("completions");
    }

    @Test
    void what_follows_runs_on_the_thread_for_retries_where_there_is_no_other_to_be_had() {
        try (ReliableSender starved = new ReliableSender(() -> producer, ReliableSenderTest::noThread)) {
            CompletableFuture<String> thread = starved.send(RECORD)
                    .thenApply(sent -> Thread.currentThread().getName())
                    .toCompletableFuture();
            CompletableFuture<List<ProducerRecord<byte[], byte[]>>> all =
                    starved.sendAll(List.of(RECORD), Function.identity()).toCompletableFuture();

            producer.completeNext();
            producer.completeNext();

            assertThat(thread).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("send-retries");
            assertThat(all).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void what_follows_is_about_the_command_that_was_sent_for() {
        CompletableFuture<String> about = CommandContext.of("c-1", null)
                .within(() -> sender.send(RECORD))
                .thenApply(sent -> MDC.get("command_id"))
                .toCompletableFuture();

        producer.completeNext();

        assertThat(about).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("c-1");
    }

    @Test
    void a_record_is_sent_again_though_there_was_no_memory_for_it() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Producer<byte[], byte[]>> producers = () -> switch (asked.incrementAndGet()) {
            case 1 -> throw new KafkaException("No resolvable bootstrap urls");
            case 2 -> throw new OutOfMemoryError("Java heap space");
            default -> producer;
        };
        try (ReliableSender patient = new ReliableSender(producers, completions)) {
            var sent = patient.send(RECORD).toCompletableFuture();

            await().until(producer::completeNext);

            assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_producer_that_cannot_be_made_yet_is_waited_for() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Producer<byte[], byte[]>> producers = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new KafkaException("No resolvable bootstrap urls");
            }
            return producer;
        };
        try (ReliableSender patient = new ReliableSender(producers, completions)) {
            var sent = patient.send(RECORD).toCompletableFuture();

            await().until(producer::completeNext);

            assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void a_producer_that_was_closed_because_its_sequence_broke_is_replaced_once() {
        SpringProducers factory = new SpringProducers();
        AtomicInteger asked = new AtomicInteger();
        Supplier<Producer<byte[], byte[]>> producers = () -> {
            asked.incrementAndGet();
            return factory.createNonTransactionalProducer();
        };
        try (ReliableSender patient = new ReliableSender(producers, completions)) {
            var sent = patient.send(RECORD).toCompletableFuture();
            factory.made.get(0).errorNext(new OutOfOrderSequenceException("broken"));
            await().until(() -> factory.made.size() == 2 && factory.made.get(1).completeNext());
            var next = patient.send(RECORD).toCompletableFuture();
            factory.made.get(1).completeNext();

            assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(next).succeedsWithin(10, TimeUnit.SECONDS);
            assertThat(asked).hasValue(2);
            assertThat(factory.made.get(0).closed()).isTrue();
        }
    }

    @Test
    void a_failed_send_is_tried_again_until_it_succeeds() {
        CompletableFuture<RecordMetadata> sent = sender.send(RECORD).toCompletableFuture();

        producer.errorNext(new TimeoutException("no broker"));
        await().until(() -> producer.history().size() == 2);
        assertThat(sent).isNotDone();
        producer.completeNext();

        assertThat(sent).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void a_record_that_is_too_large_is_told_at_once() {
        CompletableFuture<RecordMetadata> sent = sender.send(RECORD).toCompletableFuture();

        producer.errorNext(new RecordTooLargeException());

        assertThat(sent).failsWithin(10, TimeUnit.SECONDS);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void of_several_those_that_are_too_large_are_told_once_the_broker_holds_the_others() {
        CompletableFuture<List<String>> all =
                sender.sendAll(List.of("too large", "other"), name -> RECORD).toCompletableFuture();

        producer.errorNext(new RecordTooLargeException());
        assertThat(all).isNotDone();
        producer.completeNext();

        assertThat(all).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(List.of("too large"));
    }

    @Test
    void what_is_not_acknowledged_at_the_end_stays_incomplete() {
        CompletableFuture<RecordMetadata> sent = sender.send(RECORD).toCompletableFuture();

        sender.close();

        assertThat(sent).isNotDone();
    }

    private static void noThread(Runnable unused) {
        throw new OutOfMemoryError("unable to create native thread");
    }

    private static MockProducer<byte[], byte[]> unacknowledged() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The factory of the real application, and the producers that it has made. */
    private static final class SpringProducers extends DefaultKafkaProducerFactory<byte[], byte[]> {

        private final List<MockProducer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();

        SpringProducers() {
            super(Map.of());
        }

        @Override
        protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> settings) {
            MockProducer<byte[], byte[]> producer = unacknowledged();
            made.add(producer);
            return producer;
        }
    }
}
