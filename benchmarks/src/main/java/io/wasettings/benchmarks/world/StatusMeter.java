package io.wasettings.benchmarks.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the commands that were applied, as the status topic tells. */
public final class StatusMeter implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"command_id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern APPLIED = Pattern.compile("\"state\"\\s*:\\s*\"applied\"");

    private final LongAdder applied = new LongAdder();
    private final LongAdder others = new LongAdder();
    /** When the broker took the status, in milliseconds since the epoch, by command id. */
    private final Map<String, Long> appliedAt = new ConcurrentHashMap<>();

    private final boolean byCommand;
    private final Thread thread;
    private volatile boolean closed;

    /** @param byCommand whether to remember when each command was applied */
    public StatusMeter(Run run, boolean byCommand) {
        this.byCommand = byCommand;
        this.thread = new Thread(() -> read(run), "status-meter");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Run run) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", run.world().bootstrapServers(), "fetch.max.wait.ms", 50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(run.statuses()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::count);
            }
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        String status = new String(record.value(), ISO_8859_1);
        if (!APPLIED.matcher(status).find()) {
            others.increment();
            return;
        }
        applied.increment();
        if (byCommand) {
            Matcher id = ID.matcher(status);
            if (id.find()) {
                appliedAt.putIfAbsent(id.group(1), record.timestamp());
            }
        }
    }

    public long applied() {
        return applied.sum();
    }

    /** Statuses that tell anything else. */
    public long others() {
        return others.sum();
    }

    /** When each command was applied, in milliseconds since the epoch by the broker's clock. */
    public Map<String, Long> appliedAt() {
        return appliedAt;
    }

    /** Waits until so many are applied, or the patience is over; says whether they were. */
    public boolean await(long count, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (applied() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return applied() >= count;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
