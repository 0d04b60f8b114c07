package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final TopicPartition READ = new TopicPartition("commands", 0);
    private static final TopicPartition DOUBTED = new TopicPartition("commands", 1);

    private final Assignment assignment = new Assignment();

    @Test
    void of_a_recreated_topic_what_is_doubted_without_an_id_does_not_begin_anew_and_stays_doubted() {
        assignment.add(Map.of(READ, new PartitionProgress("old"), DOUBTED, new PartitionProgress(null)));
        assignment.doubt(DOUBTED);

        assertThat(assignment.recreated(Map.of("commands", "new"))).containsExactly(READ);

        assertThat(assignment.open(Instant.EPOCH, 1)).containsExactly(READ);
    }
}
