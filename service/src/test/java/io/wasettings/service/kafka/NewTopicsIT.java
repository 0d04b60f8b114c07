package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ProducerFactory;

/** Which topic a leader does not serve yet when the first records come, is a matter of chance: so many are tried. */
@Tag("once")
class NewTopicsIT {

    private static final int TOPICS = 40;
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 5;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
            .withUserConfiguration(KafkaClientsConfiguration.class)
            .withPropertyValues(
                    "wa.settings.topics.commands=commands",
                    "spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                    "spring.kafka.producer.properties.linger.ms=0",
                    "spring.kafka.producer.properties.retry.backoff.ms=1",
                    "spring.kafka.producer.properties.request.timeout.ms=10000",
                    "spring.kafka.producer.properties.delivery.timeout.ms=40000");

    @Test
    void no_record_is_lost_that_is_sent_while_its_topic_is_being_made() {
        context.run(started -> {
            ProducerFactory<?, ?> factory = started.getBean(ProducerFactory.class);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
                for (int topic = 0; topic < TOPICS; topic++) {
                    @SuppressWarnings("unchecked")
                    Producer<byte[], byte[]> producer =
                            (Producer<byte[], byte[]>) factory.createNonTransactionalProducer();
                    try (producer) {
                        sendTo(new NewTopic("t" + UUID.randomUUID(), PARTITIONS, (short) 1), admin, producer);
                    }
                }
            }
        });
    }

    private static void sendTo(NewTopic topic, Admin admin, Producer<byte[], byte[]> producer)
            throws ExecutionException, InterruptedException {
        var made = admin.createTopics(List.of(topic)).all();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int record = 0; record < RECORDS; record++) {
            IntStream.range(0, PARTITIONS)
                    .mapToObj(
                            partition -> new ProducerRecord<byte[], byte[]>(topic.name(), partition, null, new byte[9]))
                    .map(producer::send)
                    .forEach(sent::add);
        }
        made.get();
        for (Future<RecordMetadata> each : sent) {
            assertThat(each.get().hasOffset()).isTrue();
        }
    }
}
