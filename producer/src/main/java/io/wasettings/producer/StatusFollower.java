package io.wasettings.producer;

import io.wasettings.common.status.ToldStatus;
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
 * Follows all partitions of the status topic from their end on, without a group: after a start nobody waits for earlier
 * statuses.
 *
 * <p>Survives failures, including revoked rights and expired certificates: after a pause it goes on where it stopped,
 * with another consumer. Partitions that are added later are noticed within a minute and read from their beginning.
 */
final class StatusFollower implements Runnable, AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(20);
    /** The greatest age of the metadata in which partitions are looked for. */
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

    /** Receives what is read. */
    interface Listener {

        /** Called for every status, and for some more than once. */
        void told(ToldStatus told);

        /** Nothing more will be told. */
        void ended();
    }

    /**
     * Returns once it knows where to begin, so that it misses nothing that is submitted afterwards.
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

    /** A follower with these settings, likewise. */
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
                    // Kafka's client has logged it.
                    pause();
                }
            }
        } finally {
            listener.ended();
        }
    }

    /** Stops it. */
    @Override
    public void close() {
        stop.countDown();
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /** With a new consumer, since an existing one goes on with the certificates that it has read. */
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
        // First, so that it cannot stumble over the same record again and again.
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        ToldStatus.read(headers(record), record.value()).ifPresent(listener::told);
    }

    private static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
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
        // If the topic no longer has a position, it goes on with the next record that it has.
        clients.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return clients;
    }
}
