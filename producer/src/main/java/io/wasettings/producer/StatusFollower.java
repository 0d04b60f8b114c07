package io.wasettings.producer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the status topic from its end on, all partitions of it, without a group: whoever starts anew has nobody who
 * waits for what was told before.
 *
 * <p>Failures are survived, rights that are taken away and certificates that expire included: after a pause it goes on
 * where it stopped, with another consumer. Partitions that are added later are noticed within a minute and read from
 * their beginning.
 */
final class StatusFollower implements Runnable, AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(20);
    /** What a look is answered from is no older than that. */
    private static final String METADATA_MAX_AGE_MS = "30000";

    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);
    /** Each new consumer of Kafka logs all its settings. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Listener listener;
    private final Duration pause;
    /** Where to go on. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /** Who is told what is read. */
    interface Listener {

        /** Every status, some of them again. */
        void told(StatusRecord told);

        /** Nothing more will be told. */
        void ended();
    }

    /**
     * Returns once it knows from where on it follows, so that it misses nothing that is submitted afterwards.
     *
     * @param consumers makes a new one each time
     * @param pause after a failure
     */
    StatusFollower(Supplier<Consumer<byte[], byte[]>> consumers, String topic, Listener listener, Duration pause) {
        this.consumers = consumers;
        this.topic = topic;
        this.listener = listener;
        this.pause = pause;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            positions.putAll(consumer.endOffsets(partitions(consumer), BROKER_TIMEOUT));
        }
    }

    /** That of these settings, likewise. */
    static StatusFollower of(ProducerSettings settings, Listener listener) {
        return new StatusFollower(
                () -> new KafkaConsumer<>(clients(settings)), settings.statuses(), listener, PAUSE_AFTER_FAILURE);
    }

    @Override
    public void run() {
        try {
            while (!stopping()) {
                try {
                    follow();
                } catch (RuntimeException e) {
                    // What Kafka throws its client has logged.
                    pause();
                }
            }
        } finally {
            listener.ended();
        }
    }

    /** Makes it end. */
    @Override
    public void close() {
        stop.countDown();
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /** With a consumer of its own, as one that exists goes on with the certificates that it has read. */
    private void follow() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            current = consumer;
            long assigned = System.nanoTime() - LOOK_FOR_PARTITIONS.toNanos();
            while (!stopping()) {
                if (System.nanoTime() - assigned >= LOOK_FOR_PARTITIONS.toNanos()) {
                    assign(consumer);
                    assigned = System.nanoTime();
                }
                consumer.poll(POLL).forEach(this::tell);
            }
        } finally {
            current = null;
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = partitions(consumer);
        if (!partitions.equals(consumer.assignment())) {
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        // First, so that no record can be what it stumbles over again and again.
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        StatusRecord.read(record).ifPresent(listener::told);
    }

    private Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(topic, BROKER_TIMEOUT).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    private static Map<String, Object> clients(ProducerSettings settings) {
        Map<String, Object> clients = new HashMap<>(settings.clients());
        clients.remove(ConsumerConfig.GROUP_ID_CONFIG);
        clients.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        clients.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        clients.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        clients.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        clients.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        clients.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        // Where the topic has let go of a position, it goes on with what comes next.
        clients.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return clients;
    }
}
