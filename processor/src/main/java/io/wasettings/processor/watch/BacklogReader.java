package io.wasettings.processor.watch;

import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.service.kafka.AdminCalls;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the broker how much lies on the topics: four requests, whatever lies there. Retry topics are counted as long as
 * they are there, however many are configured.
 */
final class BacklogReader {

    private final AdminSettings adminSettings;
    private final String group;
    private final TopicProperties topics;

    BacklogReader(AdminSettings adminSettings, String group, TopicProperties topics) {
        this.adminSettings = adminSettings;
        this.group = group;
        this.topics = topics;
    }

    /** @throws KafkaException when the broker does not answer */
    Backlog read() {
        try (Admin admin = Admin.create(adminSettings.values())) {
            return ask(admin);
        }
    }

    private Backlog ask(Admin admin) {
        List<TopicPartition> partitions = partitions(admin);
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                AdminCalls.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long commands = 0;
        Map<String, Long> retries = new HashMap<>();
        long deadLetters = 0;
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            if (partition.topic().equals(topics.deadLetter())) {
                deadLetters += end - begin;
            } else {
                OffsetAndMetadata done = committed.get(partition);
                long unfinished = end - (done == null ? begin : Math.max(begin, done.offset()));
                if (partition.topic().equals(topics.commands())) {
                    commands += unfinished;
                } else {
                    retries.merge(partition.topic(), unfinished, Long::sum);
                }
            }
        }
        return new Backlog(commands, retries, deadLetters);
    }

    private List<TopicPartition> partitions(Admin admin) {
        Set<String> optional = new HashSet<>(topics.forFailures(RetryProperties.MAX_DELAYS));
        optional.remove(topics.deadLetter());
        List<String> names = new ArrayList<>(optional);
        names.add(topics.commands());
        names.add(topics.deadLetter());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
            description(topic.getValue(), optional.contains(topic.getKey()))
                    .ifPresent(description -> description
                            .partitions()
                            .forEach(partition ->
                                    partitions.add(new TopicPartition(description.name(), partition.partition()))));
        }
        return partitions;
    }

    private static Optional<TopicDescription> description(KafkaFuture<TopicDescription> topic, boolean mayBeMissing) {
        try {
            return Optional.of(AdminCalls.answer(topic));
        } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
            if (mayBeMissing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
                AdminCalls.answer(admin.listOffsets(wanted).all()).entrySet()) {
            offsets.put(entry.getKey(), entry.getValue().offset());
        }
        return offsets;
    }
}
