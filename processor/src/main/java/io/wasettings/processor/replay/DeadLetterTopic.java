package io.wasettings.processor.replay;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where dead letters are read by their place. */
final class DeadLetterTopic {

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final String topic;

    /** @param consumers makes a consumer without a group each time it is asked */
    DeadLetterTopic(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
    }

    /** A command with its dead letter. */
    record Letter(Candidate command, ConsumerRecord<byte[], byte[]> record) {}

    /**
     * Begins to read; commits nothing.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    DeadLetterReader open() {
        return new DeadLetterReader(consumers.get(), topic);
    }
}
