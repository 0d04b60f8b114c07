package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.kafka.TopicSetup;
import io.wasettings.service.kafka.UnfitTopicException;
import io.wasettings.testkit.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class KafkaConfigurationIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    private final String prefix = "kc" + UUID.randomUUID();
    private final TopicProperties topics = new TopicProperties(
            prefix + ".commands", prefix + ".status", prefix + ".retry", prefix + ".dlt", 1, (short) -1);

    /** Of ten hours and a tenth of them at most, and the hour that is left to read it. */
    @Test
    void a_retry_topic_keeps_its_records_for_longer_than_its_delay_with_its_jitter() throws Exception {
        RetryProperties retries = new RetryProperties(
                List.of(Duration.ofSeconds(1), Duration.ofHours(10)), 0.1, Duration.ofMinutes(30), 5);
        create(topics.retry(1), Duration.ofHours(2));
        create(topics.retry(2), Duration.ofHours(12));
        TopicSetup setup = new KafkaConfiguration().topicSetup(new AdminSettings(BROKER), topics, retries);

        assertThatThrownBy(setup::run)
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageStartingWith("Topic " + topics.retry(2) + " must have retention.ms above "
                        + Duration.ofHours(12).toMillis() + ",");
    }

    private static void create(String topic, Duration retention) throws Exception {
        NewTopic fresh = new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(
                        "message.timestamp.type",
                        "LogAppendTime",
                        "retention.ms",
                        String.valueOf(retention.toMillis())));
        try (Admin admin = Admin.create(BROKER)) {
            admin.createTopics(List.of(fresh)).all().get();
        }
    }
}
