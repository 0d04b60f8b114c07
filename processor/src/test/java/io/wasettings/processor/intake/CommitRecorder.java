package io.wasettings.processor.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Kafka's mock consumer, with the committed offsets of all partitions in view and commits that can be made to fail. */
class CommitRecorder extends MockConsumer<byte[], byte[]> {

    final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    RuntimeException failure;
    boolean wakeAtCommitted;
    boolean silentAtTheEnd;
    Duration closing;

    CommitRecorder() {
        super("earliest");
    }

    /** Called with every commit that succeeds. */
    protected void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committed.putAll(offsets);
    }

    @Override
    public void close(CloseOptions options) {
        closing = options.timeout().orElseThrow();
        super.close(options);
        if (silentAtTheEnd) {
            throw new KafkaException("no answer");
        }
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        if (wakeAtCommitted) {
            throw new WakeupException();
        }
        return super.committed(partitions, timeout);
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        if (failure == null) {
            super.commitAsync(offsets, null);
            onCommit(offsets);
        }
        if (callback != null) {
            callback.onComplete(offsets, failure == null ? null : new Exception(failure));
        } else if (failure != null) {
            throw failure;
        }
    }
}
