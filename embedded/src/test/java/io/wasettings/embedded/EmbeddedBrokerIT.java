package io.wasettings.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir
    Path folder;

    @Test
    void records_survive_a_restart_on_the_same_folder_and_port() throws Exception {
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                        .all()
                        .get(30, SECONDS);
            }
            produce(broker);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
            produce(broker);

            assertThat(endOffset(broker)).isEqualTo(2);
        }
    }

    @Test
    void why_a_port_cannot_be_opened_is_said_in_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .satisfies(failure -> assertThat(failure)
                            .hasMessage("Port " + taken.getLocalPort() + " for Kafka cannot be opened ("
                                    + failure.getCause().getMessage()
                                    + "); stop what listens there, or choose another port"));
        }
    }

    private static void produce(EmbeddedBroker broker) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", "key", "value")).get(30, SECONDS);
        }
    }

    private static long endOffset(EmbeddedBroker broker) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            return consumer.endOffsets(Set.of(PARTITION), Duration.ofSeconds(30))
                    .get(PARTITION);
        }
    }
}
