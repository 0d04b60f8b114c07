package io.wasettings.processor.ops;

import io.wasettings.service.kafka.TopicProperties;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker how much lies on the topics: four requests, whatever lies there. */
final class BacklogReader {

    private final String group;
    private final TopicProperties topics;
    private final int tiers;
    private final Clock clock;

    BacklogReader(String group, TopicProperties topics, int tiers, Clock clock) {
        this.group = group;
        this.topics = topics;
        this.tiers = tiers;
        this.clock = clock;
    }

    /** @throws KafkaException when the broker does not answer */
    Backlog read(Admin admin) throws InterruptedException {
        try {
            return ask(admin);
        } catch (ExecutionException e) {
            throw new KafkaException("The backlog cannot be read", e.getCause());
        }
    }

    private Backlog ask(Admin admin) throws InterruptedException, ExecutionException {
        List<String> names = new ArrayList<>(topics.subscription(tiers));
        names.add(topics.deadLetter());
        List<TopicPartition> partitions = partitions(admin, names);
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<String, Long> waiting = new HashMap<>();
        long deadLetters = 0;
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            if (partition.topic().equals(topics.deadLetter())) {
                deadLetters += end - begin;
            } else {
                OffsetAndMetadata done = committed.get(partition);
                waiting.merge(
                        partition.topic(), end - (done == null ? begin : Math.max(begin, done.offset())), Long::sum);
            }
        }
        return new Backlog(clock.instant(), Map.copyOf(waiting), deadLetters);
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> names)
            throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(entry.getKey(), entry.getValue().offset());
        }
        return offsets;
    }
}
