package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.kafka.Version.Log;
import org.junit.jupiter.api.Test;

class VersionTest {

    private static final Log LOG = new Log("AAAA-AAAAA_AAAAAAAAAAA", 3);
    private static final Log OTHER_PARTITION = new Log(LOG.topicId(), 4);
    private static final Log TOPIC_MADE_ANEW = new Log("BBBBBBBBBBBBBBBBBBBBBB", 3);

    @Test
    void within_a_log_the_offset_decides_whatever_the_clock_does() {
        assertIsNewer(new Version(1, 10, LOG), new Version(1, 9, LOG));
        assertIsNewer(new Version(1, 10, LOG), new Version(2, 9, LOG));
    }

    @Test
    void across_logs_the_timestamp_decides_and_then_the_offset() {
        assertIsNewer(new Version(2, 1, OTHER_PARTITION), new Version(1, 9, LOG));
        assertIsNewer(new Version(2, 1, TOPIC_MADE_ANEW), new Version(1, 9, LOG));
        assertIsNewer(new Version(1, 9, OTHER_PARTITION), new Version(1, 8, LOG));
    }

    @Test
    void a_version_without_its_log_is_compared_by_its_timestamp_and_then_by_its_offset() {
        assertIsNewer(new Version(2, 1), new Version(1, 9, LOG));
        assertIsNewer(new Version(2, 1, LOG), new Version(1, 9));
        assertIsNewer(new Version(1, 10), new Version(1, 9));
    }

    @Test
    void nothing_is_newer_than_itself() {
        Version version = new Version(1, 9, LOG);

        assertThat(version.isNewerThan(version)).isFalse();
        assertThat(version.isSameAs(version)).isTrue();
    }

    @Test
    void the_same_record_is_known_without_its_log_but_not_in_another() {
        Version version = new Version(1, 9, LOG);

        assertThat(version.isSameAs(new Version(1, 9))).isTrue();
        assertThat(new Version(1, 9).isSameAs(version)).isTrue();
        assertThat(version.isSameAs(new Version(1, 9, OTHER_PARTITION))).isFalse();
        assertThat(version.isSameAs(new Version(1, 8, LOG))).isFalse();
    }

    @Test
    void a_version_that_is_not_known_gives_way_to_one_that_is() {
        Version known = new Version(1, 9, LOG);
        Version later = new Version(1, 10, LOG);

        assertThat(Version.UNKNOWN.orEarlier(known)).isEqualTo(known);
        assertThat(known.orEarlier(Version.UNKNOWN)).isEqualTo(known);
        assertThat(known.orEarlier(later)).isEqualTo(known);
        assertThat(later.orEarlier(known)).isEqualTo(known);
    }

    @Test
    void two_versions_that_are_not_known_are_of_no_one_record() {
        assertThat(Version.UNKNOWN.isSameAs(new Version(0, 0))).isFalse();
    }

    @Test
    void what_is_written_is_read_back() {
        assertThat(Version.parse(new Version(1767225600000L, 42, LOG).toString()))
                .contains(new Version(1767225600000L, 42));
        assertThat(Log.parse(LOG.toString())).contains(LOG);
        assertThat(Version.parse(null)).isEmpty();
    }

    private static void assertIsNewer(Version newer, Version older) {
        assertThat(newer.isNewerThan(older)).isTrue();
        assertThat(older.isNewerThan(newer)).isFalse();
    }
}
