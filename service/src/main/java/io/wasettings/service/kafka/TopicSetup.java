package io.wasettings.service.kafka;

import io.wasettings.service.log.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the topics exist and are as the processing needs them ({@link TopicRules}). Creates what is missing
 * and alters nothing that is there.
 */
public final class TopicSetup implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Supplier<Admin> admins;
    private final TopicProperties settings;
    private final List<String> likeCommands;
    private final TopicRules rules;

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
        this.likeCommands =
                Stream.concat(Stream.of(settings.commands()), besides.stream()).toList();
        this.rules = new TopicRules(settings, likeCommands, waits);
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
            Map<String, Integer> existing = existing(admin);
            rules.verify(admin, existing);
            if (!existing.containsKey(settings.commands())) {
                // Several applications may start with different settings: one creates this topic, and the others follow
                // its number of partitions.
                existing = create(admin, List.of(rules.topic(settings.commands(), settings.partitions())));
                rules.verify(admin, existing);
            }
            List<NewTopic> missing = missing(existing);
            if (!missing.isEmpty()) {
                rules.verify(admin, create(admin, missing));
            }
        }
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

    private List<NewTopic> missing(Map<String, Integer> existing) {
        int partitions = existing.getOrDefault(settings.commands(), settings.partitions());
        List<NewTopic> missing = new ArrayList<>();
        for (String name : likeCommands) {
            missing.add(rules.topic(name, partitions));
        }
        missing.add(rules.topic(settings.status(), settings.partitions()));
        missing.removeIf(topic -> existing.containsKey(topic.name()));
        return missing;
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
                        + TopicRules.BROKERS_TIME
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
