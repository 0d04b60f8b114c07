package io.wasettings.processor.watch;

import io.wasettings.service.kafka.AdminCalls;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of partitions begin and end, as far as the broker can tell: of a partition without a leader nobody
 * knows, which says nothing of the others.
 */
final class Offsets {

    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    private Offsets(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        this.begins = begins;
        this.ends = ends;
    }

    /**
     * Asks for all partitions that have a leader; for one that has none the client would wait in vain.
     *
     * @param broker asks the broker
     * @throws KafkaException when it answers for none of them, or refuses to
     */
    static Offsets ask(
            Collection<TopicDescription> topics, Function<Map<TopicPartition, OffsetSpec>, ListOffsetsResult> broker) {
        List<TopicPartition> led = topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .filter(partition -> partition.leader() != null)
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        if (led.isEmpty()) {
            throw new LeaderNotAvailableException("No partition has a leader.");
        }
        // Both at the same time: a leader that goes away meanwhile is waited for once.
        ListOffsetsResult begins = broker.apply(wanted(led, OffsetSpec.earliest()));
        ListOffsetsResult ends = broker.apply(wanted(led, OffsetSpec.latest()));
        return new Offsets(answered(led, begins), answered(led, ends));
    }

    /**
     * How many records of a topic lie behind those places, or behind its begin; empty if a partition of it is unknown.
     */
    OptionalLong after(Map<TopicPartition, OffsetAndMetadata> places, TopicDescription topic) {
        long records = 0;
        for (var info : topic.partitions()) {
            TopicPartition partition = new TopicPartition(topic.name(), info.partition());
            Long begin = begins.get(partition);
            Long end = ends.get(partition);
            if (begin == null || end == null) {
                return OptionalLong.empty();
            }
            OffsetAndMetadata place = places.get(partition);
            records += end - (place == null ? begin : Math.max(begin, place.offset()));
        }
        return OptionalLong.of(records);
    }

    private static Map<TopicPartition, OffsetSpec> wanted(List<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    }

    private static Map<TopicPartition, Long> answered(List<TopicPartition> partitions, ListOffsetsResult asked) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        RetriableException failure = null;
        for (TopicPartition partition : partitions) {
            try {
                offsets.put(
                        partition,
                        AdminCalls.answer(asked.partitionResult(partition)).offset());
            } catch (RetriableException e) {
                failure = e;
            }
        }
        return orThrow(offsets, failure);
    }

    private static Map<TopicPartition, Long> orThrow(
            Map<TopicPartition, Long> offsets, @Nullable RetriableException failure) {
        if (offsets.isEmpty() && failure != null) {
            throw failure;
        }
        return offsets;
    }
}
