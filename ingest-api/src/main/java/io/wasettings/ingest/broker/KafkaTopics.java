package io.wasettings.ingest.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates topics that are missing, and warns of existing ones that keep the producer's time. Never alters any. */
final class KafkaTopics implements Topics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final String BROKER_TIME = "LogAppendTime";

    private final Map<String, Object> adminSettings;
    private final TopicsProperties properties;

    KafkaTopics(Map<String, Object> adminSettings, TopicsProperties properties) {
        this.adminSettings = Map.copyOf(adminSettings);
        this.properties = properties;
    }

    @Override
    public void ensure() throws InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(adminSettings))) {
            List<NewTopic> missing = new ArrayList<>();
            for (var topic : describe(admin)) {
                if (exists(topic.getValue())) {
                    warnOfProducersTime(admin, topic.getKey());
                } else {
                    missing.add(newTopic(topic.getKey()));
                }
            }
            for (var topic : admin.createTopics(missing).values().entrySet()) {
                awaitCreated(topic.getKey(), topic.getValue());
            }
        }
    }

    private Set<Map.Entry<String, KafkaFuture<TopicDescription>>> describe(Admin admin) {
        return admin.describeTopics(List.of(properties.commands(), properties.status()))
                .topicNameValues()
                .entrySet();
    }

    private static boolean exists(KafkaFuture<TopicDescription> description) throws InterruptedException {
        try {
            await(description);
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    private NewTopic newTopic(String name) {
        return new NewTopic(name, properties.partitions(), properties.replicationFactor())
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BROKER_TIME));
    }

    private static void awaitCreated(String name, KafkaFuture<Void> creation) throws InterruptedException {
        try {
            await(creation);
            LOG.info("Created topic={}", name);
        } catch (TopicExistsException e) {
            LOG.debug("Another one created topic={}", name);
        }
    }

    private static void warnOfProducersTime(Admin admin, String name) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            Config config = await(admin.describeConfigs(List.of(topic)).all()).get(topic);
            ConfigEntry type = config == null ? null : config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            if (type != null && !BROKER_TIME.equals(type.value())) {
                LOG.warn("Set {}={} on topic={}", type.name(), BROKER_TIME, name);
            }
        } catch (AuthorizationException e) {
            LOG.debug("Not allowed to see the configuration of topic={}", name);
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("Not a Kafka exception", e.getCause());
        }
    }
}
