package io.wasettings.processor.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the topics are there and as the processing needs them: broker timestamps, because a command's version
 * is one, and as many partitions on the retry and dead-letter topics as on the commands topic, because a key must stay
 * in one process.
 */
public final class TopicSetup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final String LOG_APPEND_TIME = "LogAppendTime";
    /** Commands wait longer on the dead-letter topic than elsewhere: somebody has to look at them. */
    private static final String DEAD_LETTER_RETENTION_MS = String.valueOf(TimeUnit.DAYS.toMillis(30));
    /** Above the default limit of the other topics, so that whatever they hold fits together with its headers. */
    private static final String DEAD_LETTER_MAX_BYTES = String.valueOf(2 * 1024 * 1024);

    private final Map<String, Object> adminConfig;
    private final TopicProperties settings;
    private final int tiers;

    /** @param tiers how many retry topics there are */
    public TopicSetup(Map<String, Object> adminConfig, TopicProperties settings, int tiers) {
        this.adminConfig = Map.copyOf(adminConfig);
        this.settings = settings;
        this.tiers = tiers;
    }

    /** @throws KafkaException when the broker is away, or when a topic is not as it must be, saying what to do */
    @Override
    public void run() {
        try (Admin admin = Admin.create(adminConfig)) {
            Map<String, Integer> existing = existing(admin);
            int partitions = existing.getOrDefault(settings.commands(), settings.partitions());
            verifyPartitions(existing, partitions);
            verifyTimestamps(admin, existing);
            create(admin, existing, partitions);
        }
    }

    private List<String> likeCommands() {
        List<String> names = new ArrayList<>(settings.subscription(tiers));
        names.add(settings.deadLetter());
        return names;
    }

    private Map<String, Integer> existing(Admin admin) {
        List<String> names = likeCommands();
        names.add(settings.status());
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, future) -> {
            try {
                TopicDescription topic = get(future);
                partitions.put(name, topic.partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("event=topic_missing topic={}", name);
            }
        });
        return partitions;
    }

    private void verifyPartitions(Map<String, Integer> existing, int partitions) {
        for (String name : likeCommands()) {
            if (existing.getOrDefault(name, partitions) != partitions) {
                throw new KafkaException("Topic " + name + " has " + existing.get(name) + " partitions but "
                        + settings.commands() + " has " + partitions
                        + "; give them as many with kafka-topics.sh --alter --partitions");
            }
        }
    }

    private void create(Admin admin, Map<String, Integer> existing, int partitions) {
        List<NewTopic> missing = new ArrayList<>();
        for (String name : likeCommands()) {
            missing.add(topic(name, partitions));
        }
        missing.add(topic(settings.status(), settings.partitions()));
        missing.removeIf(topic -> existing.containsKey(topic.name()));
        admin.createTopics(missing).values().forEach((name, future) -> {
            try {
                get(future);
                LOG.info("event=topic_created topic={}", name);
            } catch (TopicExistsException e) {
                LOG.debug("event=topic_created_elsewhere topic={}", name);
            }
        });
    }

    private NewTopic topic(String name, int partitions) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        if (name.equals(settings.deadLetter())) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, DEAD_LETTER_RETENTION_MS);
            config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, DEAD_LETTER_MAX_BYTES);
        }
        return new NewTopic(name, partitions, settings.replicationFactor()).configs(config);
    }

    private void verifyTimestamps(Admin admin, Map<String, Integer> existing) {
        List<ConfigResource> topics = settings.subscription(tiers).stream()
                .filter(existing::containsKey)
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        admin.describeConfigs(topics).values().forEach((topic, future) -> {
            Config config = get(future);
            String type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
            if (!LOG_APPEND_TIME.equals(type)) {
                throw new KafkaException(
                        "Topic " + topic.name() + " must have " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG
                                + "=" + LOG_APPEND_TIME + ", because a command's version is the broker's timestamp;"
                                + " set it with kafka-configs.sh --alter --add-config");
            }
        });
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }
}
