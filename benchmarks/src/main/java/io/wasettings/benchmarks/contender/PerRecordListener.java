package io.wasettings.benchmarks.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** What spring-kafka does by default: a listener that takes one record after another, a thread per partition. */
public final class PerRecordListener {

    private static final int THREADS = 6;

    private PerRecordListener() {}

    public static void main(String... arguments) throws InterruptedException {
        Target target = Target.of(arguments);
        Calls calls = new Calls(target);
        ContainerProperties properties = new ContainerProperties(target.prefix() + ".commands");
        properties.setGroupId(target.prefix() + "-listener");
        properties.setMessageListener((MessageListener<byte[], byte[]>) record ->
                calls.make(BareLimit.id(record), new String(record.key(), UTF_8), new String(record.value(), UTF_8)));
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", target.bootstrapServers(), "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                properties);
        container.setConcurrency(THREADS);
        container.start();
        Thread.currentThread().join();
    }
}
