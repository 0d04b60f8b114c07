package io.wasettings.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.testkit.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class KafkaTopicsIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    private final String commands = "commands-" + UUID.randomUUID();
    private final String status = "status-" + UUID.randomUUID();
    private final TopicsProperties properties = new TopicsProperties(commands, status, 3, (short) -1);

    @Test
    void missing_topics_are_created_with_the_brokers_time() throws Exception {
        new KafkaTopics(BROKER, properties).ensure();

        assertThat(partitions(commands)).isEqualTo(3);
        assertThat(partitions(status)).isEqualTo(3);
        assertThat(timestampType(commands)).isEqualTo("LogAppendTime");
        assertThat(timestampType(status)).isEqualTo("LogAppendTime");
    }

    @Test
    void existing_topics_are_left_as_they_are() throws Exception {
        try (Admin admin = Admin.create(BROKER)) {
            admin.createTopics(List.of(new NewTopic(commands, 1, (short) 1)))
                    .all()
                    .get();
        }

        new KafkaTopics(BROKER, properties).ensure();

        assertThat(partitions(commands)).isEqualTo(1);
        assertThat(timestampType(commands)).isEqualTo("CreateTime");
        assertThat(partitions(status)).isEqualTo(3);
    }

    @Test
    void a_broker_that_is_away_is_reported_in_time() {
        Map<String, Object> nobody =
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 100, "request.timeout.ms", 100);

        assertThatThrownBy(() -> new KafkaTopics(nobody, properties).ensure()).isInstanceOf(KafkaException.class);
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(BROKER)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    private static String timestampType(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(BROKER)) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("message.timestamp.type")
                    .value();
        }
    }
}
