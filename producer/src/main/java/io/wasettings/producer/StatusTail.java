package io.wasettings.producer;

import io.wasettings.common.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows the status topic from its end on, all partitions of it, without a group: whoever starts anew has nobody who
 * waits for what was told before.
 */
final class StatusTail implements Runnable, AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofMinutes(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Consumer<Status> statuses;
    private final Consumer<RuntimeException> end;
    private long lookedAt = System.nanoTime();

    /**
     * Returns once it knows from where on it follows, so that it misses nothing that is submitted afterwards.
     *
     * @param statuses is told every status
     * @param end is told why it ended
     */
    StatusTail(ProducerSettings settings, Consumer<Status> statuses, Consumer<RuntimeException> end) {
        this.consumer = new KafkaConsumer<>(clients(settings));
        this.topic = settings.statuses();
        this.statuses = statuses;
        this.end = end;
        try {
            consumer.assign(partitions());
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public void run() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(record -> StatusRecord.read(record).ifPresent(statuses));
                lookForPartitions();
            }
        } catch (WakeupException e) {
            end.accept(new IllegalStateException("Closed"));
        } catch (KafkaException e) {
            end.accept(e);
        }
    }

    /** Makes it end. */
    @Override
    public void close() {
        consumer.wakeup();
    }

    /** What a topic got since is read from its beginning. */
    private void lookForPartitions() {
        if (System.nanoTime() - lookedAt < LOOK_FOR_PARTITIONS.toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        List<TopicPartition> added = new ArrayList<>(partitions());
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            List<TopicPartition> all = new ArrayList<>(consumer.assignment());
            all.addAll(added);
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Map<String, Object> clients(ProducerSettings settings) {
        Map<String, Object> clients = new HashMap<>(settings.clients());
        clients.remove(ConsumerConfig.GROUP_ID_CONFIG);
        clients.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        clients.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        clients.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        clients.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        clients.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return clients;
    }
}
