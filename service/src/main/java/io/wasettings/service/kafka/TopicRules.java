package io.wasettings.service.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * What the topics must be like, and how new ones are made so: broker timestamps, because a command's version is one, no
 * compaction, because a record may lack a key, a retention that is longer than records wait, and as many partitions on
 * the retry and dead-letter topics as on the commands topic, because a key must stay in one process.
 */
final class TopicRules {

    private static final String LOG_APPEND_TIME = "LogAppendTime";
    /** The setting that gives records the broker's timestamps. */
    static final String BROKERS_TIME = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + "=" + LOG_APPEND_TIME;

    private static final long UNLIMITED = -1;
    /** Commands wait longer on the dead-letter topic than elsewhere: somebody has to look at them. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    /** As long as brokers keep records unless they are configured otherwise. */
    private static final Duration RETENTION_AFTER_WAIT = Duration.ofDays(7);
    /** Time to read what has waited, even after a standstill: Kafka deletes the rest silently. */
    private static final Duration TIME_TO_READ = Duration.ofHours(1);
    /**
     * Above the default limit of the other topics, so that whatever they hold fits, with the headers that are added.
     */
    private static final int DEAD_LETTER_MAX_BYTES = 2 * 1024 * 1024;

    private final TopicProperties settings;
    private final List<String> likeCommands;
    private final Map<String, Duration> waits;

    /**
     * @param likeCommands the topics that must have as many partitions as commands has
     * @param waits how long records wait there at most before they are read, by topic
     */
    TopicRules(TopicProperties settings, List<String> likeCommands, Map<String, Duration> waits) {
        this.settings = settings;
        this.likeCommands = likeCommands;
        this.waits = Map.copyOf(waits);
    }

    /**
     * Checks the topics that exist.
     *
     * @param existing their numbers of partitions by name
     * @throws UnfitTopicException when one is not as it must be, saying what to do
     */
    void verify(Admin admin, Map<String, Integer> existing) {
        verifyPartitions(existing, existing.getOrDefault(settings.commands(), settings.partitions()));
        verifySettings(admin, existing.keySet());
    }

    /** A topic to be created. */
    NewTopic topic(String name, int partitions) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        // The limit of a record's size then limits its memory, too: brokers measure what they store, and a
        // hundred megabytes of blanks are a hundred kilobytes when they come compressed.
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
        if (name.equals(settings.deadLetter())) {
            config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(DEAD_LETTER_RETENTION.toMillis()));
            config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEAD_LETTER_MAX_BYTES));
        }
        Duration wait = waits.get(name);
        if (wait != null) {
            // Always: brokers may be configured to keep less than what is verified.
            config.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    String.valueOf(wait.plus(RETENTION_AFTER_WAIT).toMillis()));
        }
        return new NewTopic(name, partitions, settings.replicationFactor()).configs(config);
    }

    private void verifyPartitions(Map<String, Integer> existing, int partitions) {
        for (String name : likeCommands) {
            if (existing.getOrDefault(name, partitions) != partitions) {
                throw new UnfitTopicException("Topic " + name + " has " + existing.get(name) + " partitions but "
                        + settings.commands() + " has " + partitions
                        + "; give all of them as many with kafka-topics.sh --alter --partitions, " + settings.commands()
                        + " last");
            }
        }
    }

    private void verifySettings(Admin admin, Set<String> existing) {
        List<ConfigResource> topics = existing.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        admin.describeConfigs(topics)
                .values()
                .forEach((topic, future) -> verifySettings(topic.name(), config(topic.name(), future)));
    }

    private void verifySettings(String topic, Config config) {
        if (!LOG_APPEND_TIME.equals(
                config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value())) {
            throw unfit(topic, BROKERS_TIME, "a command's version is the broker's timestamp");
        }
        if (config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw unfit(
                    topic,
                    TopicConfig.CLEANUP_POLICY_CONFIG + "=" + TopicConfig.CLEANUP_POLICY_DELETE,
                    "a compacted topic takes no record without a key, and loses all but the newest of a key");
        }
        Duration wait = waits.get(topic);
        if (wait != null) {
            verifyRetention(
                    topic,
                    wait,
                    Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()));
        }
    }

    private static void verifyRetention(String topic, Duration wait, long retention) {
        long least = wait.plus(TIME_TO_READ).toMillis();
        if (retention != UNLIMITED && retention <= least) {
            throw unfit(
                    topic,
                    TopicConfig.RETENTION_MS_CONFIG + " above " + least,
                    "what waits there for up to " + wait.toMillis() + " ms is deleted before it is read otherwise");
        }
    }

    private static UnfitTopicException unfit(String topic, String setting, String reason) {
        return new UnfitTopicException("Topic " + topic + " must have " + setting + ", because " + reason
                + "; set it with kafka-configs.sh --alter --add-config");
    }

    private static Config config(String topic, KafkaFuture<Config> config) {
        try {
            return AdminCalls.answer(config);
        } catch (AuthorizationException e) {
            throw new UnfitTopicException(
                    "Whether topic " + topic + " has " + BROKERS_TIME + " cannot be seen; allow DescribeConfigs on it");
        }
    }
}
