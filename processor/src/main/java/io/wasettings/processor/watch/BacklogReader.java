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
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the broker how much lies on the topics: four requests, whatever lies there. Retry topics are counted as long as
 * they are there, however many are configured. What lies on a topic of which a partition has no leader is unknown.
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
        List<TopicDescription> found = found(admin);
        Offsets offsets = Offsets.ask(found, admin::listOffsets);
        return count(
                found,
                offsets,
                AdminCalls.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
    }

    /** @param finished up to where the group has finished */
    Backlog count(List<TopicDescription> found, Offsets offsets, Map<TopicPartition, OffsetAndMetadata> finished) {
        OptionalLong commands = OptionalLong.empty();
        OptionalLong deadLetters = OptionalLong.empty();
        Map<String, OptionalLong> retries = new HashMap<>();
        for (TopicDescription topic : found) {
            if (topic.name().equals(topics.deadLetter())) {
                deadLetters = offsets.after(Map.of(), topic);
            } else if (topic.name().equals(topics.commands())) {
                commands = offsets.after(finished, topic);
            } else {
                retries.put(topic.name(), offsets.after(finished, topic));
            }
        }
        return new Backlog(commands, retries, deadLetters);
    }

    private List<TopicDescription> found(Admin admin) {
        Set<String> optional = new HashSet<>(topics.forFailures(RetryProperties.MAX_DELAYS));
        optional.remove(topics.deadLetter());
        List<String> names = new ArrayList<>(optional);
        names.add(topics.commands());
        names.add(topics.deadLetter());
        return admin.describeTopics(names).topicNameValues().entrySet().stream()
                .flatMap(topic -> description(topic.getValue(), optional.contains(topic.getKey())).stream())
                .toList();
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
}
