package io.wasettings.processor.replay;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Where dead letters are read by their place. */
final class DeadLetterTopic {

    /** Short: whoever wants to know what a replay would do waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final String topic;

    /** @param consumers makes a consumer without a group each time it is asked */
    DeadLetterTopic(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
    }

    /** Where it begins; while the broker does not answer, or has no such topic, that is unknown. */
    Beginnings beginnings() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return new Beginnings(consumer.beginningOffsets(partitions, PATIENCE).entrySet().stream()
                    .collect(toUnmodifiableMap(each -> each.getKey().partition(), Map.Entry::getValue)));
        } catch (KafkaException e) {
            return Beginnings.UNKNOWN;
        }
    }

    /** A command with its dead letter. */
    record Letter(Candidate command, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * Begins to read; commits nothing.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    DeadLetterReader open() {
        return new DeadLetterReader(consumers.get(), topic, System::nanoTime);
    }
}
