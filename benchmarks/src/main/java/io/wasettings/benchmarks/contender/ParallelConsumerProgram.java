package io.wasettings.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a user would pick for this job: Confluent's parallel-consumer in key order. Runs with the client that it was
 * built for, which must come first on the class path.
 */
public final class ParallelConsumerProgram {

    private static final int CONCURRENCY = 256;

    private ParallelConsumerProgram() {}

    public static void main(String... arguments) throws InterruptedException {
        Target target = Target.of(arguments);
        Calls calls = new Calls(target);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        target.bootstrapServers(),
                        "group.id",
                        target.prefix() + "-parallel",
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        ParallelStreamProcessor<byte[], byte[]> processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .ordering(ProcessingOrder.KEY)
                        .maxConcurrency(CONCURRENCY)
                        .consumer(consumer)
                        .build());
        processor.subscribe(List.of(target.prefix() + ".commands"));
        processor.poll(context -> {
            ConsumerRecord<byte[], byte[]> record = context.getSingleConsumerRecord();
            calls.make(BareLimit.id(record), new String(record.key(), UTF_8), new String(record.value(), UTF_8));
        });
        Thread.currentThread().join();
    }
}
