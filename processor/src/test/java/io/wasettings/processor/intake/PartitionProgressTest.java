package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {

    private final PartitionProgress progress = new PartitionProgress(null);

    @Test
    void nothing_is_committed_before_anything_is_finished() {
        assertThat(progress.committable()).isEmpty();
        assertThat(progress.span()).isZero();

        start(5, 6);
        progress.finished(6);

        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void the_lowest_unfinished_offset_is_committed() {
        start(5, 6, 7);

        progress.finished(5);
        progress.finished(7);
        assertThat(progress.committable()).hasValue(6);

        progress.finished(6);
        assertThat(progress.committable()).hasValue(8);
    }

    @Test
    void gaps_between_offsets_do_not_hold_back_the_commit() {
        start(5, 9);

        progress.finished(5);

        assertThat(progress.committable()).hasValue(9);
    }

    @Test
    void what_is_committed_is_not_committed_again() {
        start(5);
        progress.finished(5);

        progress.committed(6);

        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void a_late_confirmation_of_an_older_commit_changes_nothing() {
        start(5, 6);
        progress.finished(5);
        progress.finished(6);

        progress.committed(7);
        progress.committed(6);

        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void the_span_reaches_from_the_lowest_unfinished_offset_to_the_next_one() {
        start(5, 6, 7);
        progress.finished(6);

        assertThat(progress.span()).isEqualTo(3);
    }

    @Test
    void the_oldest_unfinished_record_is_known_by_its_timestamp() {
        progress.started(5, 2000);
        progress.started(6, 1000);
        assertThat(progress.oldestUnfinished()).hasValue(1000);

        progress.finished(6);
        assertThat(progress.oldestUnfinished()).hasValue(2000);
    }

    @Test
    void a_topic_that_is_not_known_at_first_is_known_once_it_was_told() {
        assertThat(progress.goesOnAs("first")).isTrue();

        assertThat(progress.goesOnAs("other")).isFalse();
        assertThat(progress.topicId()).isEqualTo("first");
    }

    private void start(long... offsets) {
        for (long offset : offsets) {
            progress.started(offset, 0);
        }
    }
}
