package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private final List<Duration> waits = new ArrayList<>();
    private final CommitRecorder unanswered = new CommitRecorder() {
        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            waits.add(timeout);
            throw new TimeoutException("no coordinator");
        }
    };

    @Test
    void an_assignment_is_not_held_up_for_long_by_what_was_committed_and_does_not_go_on_without_it() {
        Commits commits = new Commits(unanswered);

        assertThatThrownBy(() -> commits.progress(Set.of(new TopicPartition("commands", 0))))
                .isInstanceOf(KafkaException.class);

        assertThat(waits).containsExactly(Duration.ofSeconds(10));
    }
}
