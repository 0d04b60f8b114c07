package io.wasettings.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The bare limit: the calls of {@link Calls} by 256 threads, as fast as records come; nothing else is promised. */
public final class BareLimit {

    private static final int CONCURRENCY = 256;

    private BareLimit() {}

    public static void main(String... arguments) throws InterruptedException {
        Target target = Target.of(arguments);
        Calls calls = new Calls(target);
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
        Semaphore slots = new Semaphore(CONCURRENCY);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        target.bootstrapServers(),
                        "group.id",
                        target.prefix() + "-bare",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(target.prefix() + ".commands"));
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    slots.acquire();
                    threads.execute(() -> {
                        try {
                            calls.make(id(record), new String(record.key(), UTF_8), new String(record.value(), UTF_8));
                        } finally {
                            slots.release();
                        }
                    });
                }
            }
        }
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        org.apache.kafka.common.header.Header id = record.headers().lastHeader("ce_id");
        return id == null ? UUID.randomUUID().toString() : new String(id.value(), UTF_8);
    }
}
