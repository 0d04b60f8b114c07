package io.wasettings.service.kafka;

import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the topics exist and are as the processing needs them: broker timestamps, because a command's version
 * is one, no compaction, because a record may lack a key, a retention that is longer than records wait, and as many
 * partitions on the retry and dead-letter topics as on the commands topic, because a key must stay in one process.
 * Creates what is missing and alters nothing that is there.
 */
public final class TopicSetup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final String LOG_APPEND_TIME = "LogAppendTime";
    private static final long UNLIMITED = -1;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Commands wait longer on the dead-letter topic than elsewhere: somebody has to look at them. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    /** As long as brokers keep records unless they are configured otherwise. */
    private static final Duration RETENTION_AFTER_WAIT = Duration.ofDays(7);
    /** For what has waited to be read, be it after a standstill: what is deleted before is lost without a word. */
    private static final Duration TIME_TO_READ = Duration.ofHours(1);
    /**
     * Above the default limit of the other topics, so that whatever they hold fits, with the headers that are added.
     */
    private static final int DEAD_LETTER_MAX_BYTES = 2 * 1024 * 1024;

    private final Supplier<Admin> admins;
    private final TopicProperties settings;
    private final List<String> likeCommands;
    private final Map<String, Duration> waits;

    /**
     * @param besides topics in addition to those of commands and statuses; they get as many partitions as commands has
     * @param waits how long records wait there at most before they are read, by topic
     */
    public TopicSetup(
            AdminSettings adminSettings, TopicProperties settings, List<String> besides, Map<String, Duration> waits) {
        this(() -> Admin.create(adminSettings.values()), settings, besides, waits);
    }

    /** Without topics on which records wait. */
    public TopicSetup(AdminSettings adminSettings, TopicProperties settings, List<String> besides) {
        this(adminSettings, settings, besides, Map.of());
    }

    /** @param admins makes a client for each run, which closes it */
    TopicSetup(Supplier<Admin> admins, TopicProperties settings, List<String> besides, Map<String, Duration> waits) {
        this.admins = admins;
        this.settings = settings;
        this.waits = Map.copyOf(waits);
        this.likeCommands =
                Stream.concat(Stream.of(settings.commands()), besides.stream()).toList();
    }

    /**
     * Sets the topics up.
     *
     * @throws UnfitTopicException when a topic is not as it must be, saying what to do
     * @throws KafkaException when the broker is unavailable
     */
    @Override
    public void run() {
        try (Admin admin = admins.get()) {
            Map<String, Integer> existing = verified(admin, existing(admin));
            if (!existing.containsKey(settings.commands())) {
                // Alone and first: of several applications, maybe with different settings, one makes it, and all others
                // go by it.
                existing = verified(admin, create(admin, List.of(topic(settings.commands(), settings.partitions()))));
            }
            List<NewTopic> missing = missing(existing);
            if (!missing.isEmpty()) {
                verified(admin, create(admin, missing));
            }
        }
    }

    private Map<String, Integer> verified(Admin admin, Map<String, Integer> existing) {
        verifyPartitions(existing, existing.getOrDefault(settings.commands(), settings.partitions()));
        verifySettings(admin, existing.keySet());
        return existing;
    }

    private Map<String, Integer> existing(Admin admin) {
        List<String> names = new ArrayList<>(likeCommands);
        names.add(settings.status());
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, future) -> {
            try {
                TopicDescription topic = AdminCalls.answer(future);
                partitions.put(name, topic.partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                LogLine.debug(LOG, "topic_missing").with("topic", name).write();
            } catch (AuthorizationException e) {
                throw new UnfitTopicException("Whether topic " + name + " exists cannot be seen; allow Describe on it");
            }
        });
        return partitions;
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
            throw unfit(
                    topic,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + "=" + LOG_APPEND_TIME,
                    "a command's version is the broker's timestamp");
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
            throw new UnfitTopicException("Whether topic " + topic + " has " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG
                    + "=" + LOG_APPEND_TIME + " cannot be seen; allow DescribeConfigs on it");
        }
    }

    private List<NewTopic> missing(Map<String, Integer> existing) {
        int partitions = existing.getOrDefault(settings.commands(), settings.partitions());
        List<NewTopic> missing = new ArrayList<>();
        for (String name : likeCommands) {
            missing.add(topic(name, partitions));
        }
        missing.add(topic(settings.status(), settings.partitions()));
        missing.removeIf(topic -> existing.containsKey(topic.name()));
        return missing;
    }

    private NewTopic topic(String name, int partitions) {
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

    /** Creates the missing ones; returns all topics that there are then, with their partitions. */
    private Map<String, Integer> create(Admin admin, List<NewTopic> topics) {
        Map<String, Integer> partitions =
                topics.stream().collect(Collectors.toMap(NewTopic::name, NewTopic::numPartitions));
        admin.createTopics(topics).values().forEach((name, future) -> {
            try {
                AdminCalls.answer(future);
                LogLine.info(LOG, "topic_created").with("topic", name).write();
            } catch (TopicExistsException e) {
                LogLine.debug(LOG, "topic_created_elsewhere")
                        .with("topic", name)
                        .write();
            } catch (AuthorizationException e) {
                throw new UnfitTopicException("Topic " + name + " does not exist, and this user must not create it;"
                        + " create it with " + partitions.getOrDefault(name, settings.partitions()) + " partitions and "
                        + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + "=" + LOG_APPEND_TIME
                        + ", or allow Create on the cluster");
            }
        });
        List<String> names = topics.stream().map(NewTopic::name).toList();
        Map<String, Integer> existing = awaited(admin, names);
        awaitLeaders(admin, names, existing);
        return existing;
    }

    /**
     * Until its leader serves a new partition, the leader may refuse one request of a producer and take the next. The
     * first one is then out of order, and refused until the producer gives up.
     */
    private static void awaitLeaders(Admin admin, List<String> topics, Map<String, Integer> existing) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : topics) {
            IntStream.range(0, existing.getOrDefault(topic, 0))
                    .forEach(partition -> ends.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
        }
        AdminCalls.answer(admin.listOffsets(ends).all());
    }

    /** Waits for these topics and returns all: a broker may learn a moment later what the controller has made. */
    private Map<String, Integer> awaited(Admin admin, List<String> topics) {
        long began = System.nanoTime();
        Map<String, Integer> existing = existing(admin);
        while (!existing.keySet().containsAll(topics)) {
            if (System.nanoTime() - began > AdminCalls.PATIENCE.toNanos()) {
                throw new KafkaException("Some of these topics were made but are not there: " + topics);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            existing = existing(admin);
        }
        return existing;
    }
}
