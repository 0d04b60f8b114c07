package io.wasettings.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a consumer group has come. */
public final class GroupProgress {

    private GroupProgress() {}

    /**
     * Partitions of these topics whose last record the group has not committed.
     *
     * @throws ExecutionException when the broker is away
     */
    public static Set<String> uncommitted(String bootstrapServers, String group, Predicate<String> topics)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> names =
                    admin.listTopics().names().get().stream().filter(topics).toList();
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            latest(admin.describeTopics(names).allTopicNames().get()))
                    .all()
                    .get();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .filter(end ->
                            offset(committed.get(end.getKey())) < end.getValue().offset())
                    .map(end -> end.getKey() + "@" + offset(committed.get(end.getKey())) + " of "
                            + end.getValue().offset())
                    .collect(Collectors.toSet());
        }
    }

    private static Map<TopicPartition, OffsetSpec> latest(Map<String, TopicDescription> topics) {
        return topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}
