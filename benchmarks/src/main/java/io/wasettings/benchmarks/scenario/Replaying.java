package io.wasettings.benchmarks.scenario;

import io.wasettings.benchmarks.report.Table;
import io.wasettings.benchmarks.world.Applications;
import io.wasettings.benchmarks.world.Load;
import io.wasettings.benchmarks.world.Operations;
import io.wasettings.benchmarks.world.Run;
import io.wasettings.benchmarks.world.StatusMeter;
import io.wasettings.benchmarks.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How many failed commands a second a replay puts onto the retry topic, beside a program that only reads the
 * dead-letter topic and writes what it read; and how many a second it makes, all the way, since a replay that is sent
 * first leaves work for later. The commands fail because nobody has the key that they are sealed with, and do so again.
 * Some replays warm both up.
 */
public final class Replaying implements Scenario {

    private static final String OURS = "replay";
    private static final String ALL_THE_WAY = "replay, until all have failed again";
    private static final String BARE = "bare consume and produce";
    private static final int FAILED = 5000;
    private static final int PARTNERS = 500;
    /** As with other figures: what runs for the first time is measured by how fast it is compiled. */
    private static final int WARM_UPS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void measure(World world, Table table) throws Exception {
        Run run = Run.in(world);
        try (Load load = new Load(run);
                StatusMeter meter = new StatusMeter(run, false);
                Applications applications = Applications.start(run)) {
            load.publish(load.unreadable(PARTNERS), FAILED);
            awaitFailed(meter, FAILED);
            Run copy = Run.in(world);
            new Load(copy).close();
            table.add(BARE, "records/s", FAILED / copy(run, copy.commands()));
            Operations operations = new Operations(applications.operationsPort());
            long failed = FAILED;
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                failed += replayAll(operations);
                awaitFailed(meter, failed);
            }
            long start = System.nanoTime();
            int sent = replayAll(operations);
            table.add(OURS, "commands/s", sent / secondsSince(start));
            awaitFailed(meter, failed + sent);
            table.add(ALL_THE_WAY, "commands/s", sent / secondsSince(start));
        }
        world.database(run.prefix()).drop();
    }

    /** How many commands it sent. */
    private static int replayAll(Operations operations) throws Exception {
        return operations.awaitEnd(
                operations.replay("{\"all\": true, \"rate\": 10000, \"reason\": \"benchmark\"}"), PATIENCE);
    }

    private static void awaitFailed(StatusMeter meter, long count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (meter.others() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + meter.others() + " of " + count + " have failed");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Seconds that it takes to read all dead letters and write them to another topic. */
    private static double copy(Run run, String target) {
        Map<String, Object> servers = Map.of("bootstrap.servers", run.world().bootstrapServers(), "acks", "all");
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(servers, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(run.topics().deadLetter())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long start = System.nanoTime();
            for (int read = 0; read < FAILED; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    var unused = producer.send(
                            new ProducerRecord<>(target, null, record.key(), record.value(), record.headers()));
                    read++;
                }
            }
            producer.flush();
            return secondsSince(start);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public void conclude(Table table) {
        table.ratio("replay / bare consume and produce", OURS, BARE);
    }
}
