package io.wasettings.processor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.kafka.TopicProperties;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** A partition that nobody leads hides what lies on its topic, and nothing else. */
class BacklogReaderTest {

    private static final String COMMANDS = "commands";
    private static final String RETRY = "retry.1";
    private static final String OTHER_RETRY = "retry.2";
    private static final String DEAD_LETTERS = "dlt";
    private static final TopicPartition LOST = new TopicPartition(COMMANDS, 1);
    private static final Node LEADER = new Node(1, "kafka-1", 9092);

    private final BacklogReader reader = new BacklogReader(
            new AdminSettings(Map.of()),
            "group",
            new TopicProperties(COMMANDS, "status", "retry", DEAD_LETTERS, 2, (short) 1));
    private final Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    private final Map<TopicPartition, KafkaException> failures = new HashMap<>();
    private final Set<TopicPartition> asked = new HashSet<>();
    private final Set<TopicPartition> leaderless = new HashSet<>();

    @Test
    void what_is_not_finished_is_counted_and_of_dead_letters_all() {
        finished.put(new TopicPartition(COMMANDS, 0), new OffsetAndMetadata(7));
        finished.put(new TopicPartition(RETRY, 0), new OffsetAndMetadata(3));

        Backlog backlog = read();

        assertThat(backlog.commands()).hasValue(3 + 5);
        assertThat(backlog.retriesOn(RETRY))
                .as("finished before the topic's begin")
                .hasValue(5 + 5);
        assertThat(backlog.retriesOn(OTHER_RETRY)).hasValue(0);
        assertThat(backlog.deadLetters()).hasValue(5 + 5);
    }

    @Test
    void a_partition_without_a_leader_is_not_asked_for_and_hides_the_number_of_its_topic_alone() {
        leaderless.add(LOST);

        assertCommandsAloneAreUnknown(read());
        assertThat(asked).doesNotContain(LOST);
    }

    @Test
    void a_partition_that_loses_its_leader_meanwhile_hides_the_number_of_its_topic_alone() {
        failures.put(LOST, new TimeoutException("no leader"));

        assertCommandsAloneAreUnknown(read());
    }

    @Test
    void a_broker_that_answers_for_no_partition_is_away() {
        partitions().forEach(partition -> failures.put(partition, new TimeoutException("away")));

        assertThatThrownBy(this::read).isInstanceOf(TimeoutException.class);
    }

    @Test
    void brokers_of_which_none_leads_a_partition_are_away() {
        partitions().forEach(leaderless::add);

        assertThatThrownBy(this::read).isInstanceOf(KafkaException.class);
    }

    @Test
    void a_broker_that_refuses_is_not_taken_for_one_that_cannot_tell() {
        failures.put(LOST, new TopicAuthorizationException(COMMANDS));

        assertThatThrownBy(this::read).isInstanceOf(TopicAuthorizationException.class);
    }

    private static void assertCommandsAloneAreUnknown(Backlog backlog) {
        assertThat(backlog.commands()).isEqualTo(OptionalLong.empty());
        assertThat(backlog.retriesOn(RETRY)).hasValue(5 + 5);
        assertThat(backlog.deadLetters()).hasValue(5 + 5);
    }

    private Backlog read() {
        return reader.count(topics(), Offsets.ask(topics(), this::offsets), finished);
    }

    /** Each has two partitions, whose records have the offsets 5 to 9. */
    private List<TopicDescription> topics() {
        return List.of(topic(COMMANDS), topic(RETRY), topic(DEAD_LETTERS));
    }

    private Stream<TopicPartition> partitions() {
        return topics().stream()
                .flatMap(topic -> IntStream.range(0, 2).mapToObj(number -> new TopicPartition(topic.name(), number)));
    }

    private TopicDescription topic(String name) {
        return new TopicDescription(
                name,
                false,
                IntStream.range(0, 2)
                        .mapToObj(number -> new TopicPartitionInfo(
                                number, leader(new TopicPartition(name, number)), List.of(LEADER), List.of(LEADER)))
                        .toList());
    }

    private Node leader(TopicPartition partition) {
        return leaderless.contains(partition) ? null : LEADER;
    }

    private ListOffsetsResult offsets(Map<TopicPartition, OffsetSpec> wanted) {
        asked.addAll(wanted.keySet());
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
        wanted.forEach((partition, spec) ->
                answers.put(partition, answer(partition, spec instanceof OffsetSpec.EarliestSpec ? 5 : 10)));
        return new ListOffsetsResult(answers);
    }

    private KafkaFuture<ListOffsetsResultInfo> answer(TopicPartition partition, long offset) {
        KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
        KafkaException failure = failures.get(partition);
        if (failure == null) {
            answer.complete(new ListOffsetsResultInfo(offset, 0, Optional.empty()));
        } else {
            answer.completeExceptionally(failure);
        }
        return answer;
    }
}
