package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitsTest {

    private static final TopicPartition COMMANDS = new TopicPartition("commands", 0);

    private final List<Duration> waits = new ArrayList<>();
    private final PartitionProgress progress = new PartitionProgress(null);
    private long nanos;
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
        Commits commits = new Commits(unanswered, () -> nanos);

        assertThatThrownBy(() -> commits.progress(Set.of(new TopicPartition("commands", 0))))
                .isInstanceOf(KafkaException.class);

        assertThat(waits).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void while_a_commit_is_not_answered_no_other_one_is_sent_for_a_minute() {
        List<OffsetCommitCallback> sent = new ArrayList<>();
        Commits commits = new Commits(answeringLater(sent), () -> nanos);
        finishOne(0);
        commits.finished(Map.of(COMMANDS, progress));
        finishOne(1);

        nanos += Duration.ofSeconds(59).toNanos();
        commits.finished(Map.of(COMMANDS, progress));
        assertThat(sent).hasSize(1);

        nanos += Duration.ofSeconds(1).toNanos();
        commits.finished(Map.of(COMMANDS, progress));
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(classes = RetriableCommitFailedException.class)
    void once_a_commit_is_answered_the_next_one_is_sent_at_once(Class<? extends Exception> failure) throws Exception {
        List<OffsetCommitCallback> sent = new ArrayList<>();
        Commits commits = new Commits(answeringLater(sent), () -> nanos);
        finishOne(0);
        commits.finished(Map.of(COMMANDS, progress));
        finishOne(1);

        sent.get(0)
                .onComplete(
                        Map.of(COMMANDS, new OffsetAndMetadata(1)),
                        failure == null
                                ? null
                                : failure.getConstructor(String.class).newInstance("no coordinator"));
        commits.finished(Map.of(COMMANDS, progress));

        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(classes = {WakeupException.class, CommitFailedException.class})
    void the_last_commit_has_three_seconds_and_a_second_try_within_them(Class<? extends KafkaException> refusal)
            throws Exception {
        KafkaException refused = refusal.getConstructor().newInstance();
        CommitRecorder refusing = new CommitRecorder() {
            @Override
            public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
                waits.add(timeout);
                nanos += Duration.ofSeconds(1).toNanos();
                if (waits.size() == 1) {
                    throw refused;
                }
                onCommit(offsets);
            }
        };
        finishOne(0);

        new Commits(refusing, () -> nanos).release(Map.of(COMMANDS, progress));

        assertThat(refusing.committed).containsEntry(COMMANDS, new OffsetAndMetadata(1));
        assertThat(waits).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(2));
    }

    @Test
    void a_last_commit_that_is_refused_twice_is_given_up() {
        CommitRecorder refusing = new CommitRecorder() {
            @Override
            public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
                waits.add(timeout);
                throw new CommitFailedException();
            }
        };
        finishOne(0);

        new Commits(refusing, () -> nanos).release(Map.of(COMMANDS, progress));

        assertThat(waits).hasSize(2);
    }

    private void finishOne(long offset) {
        progress.started(offset, 0);
        progress.finished(offset);
    }

    private static CommitRecorder answeringLater(List<OffsetCommitCallback> sent) {
        return new CommitRecorder() {
            @Override
            public synchronized void commitAsync(
                    Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
                sent.add(callback);
            }
        };
    }
}
