package io.wasettings.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void versions_are_ordered_by_timestamp_and_then_by_offset() {
        assertThat(new Version(2, 1)).isGreaterThan(new Version(1, 9));
        assertThat(new Version(1, 10)).isGreaterThan(new Version(1, 9));
        assertThat(new Version(1, 9)).isEqualByComparingTo(new Version(1, 9));
    }

    @Test
    void what_is_written_is_read_back() {
        assertThat(Version.parse(new Version(1767225600000L, 42).toString())).contains(new Version(1767225600000L, 42));
        assertThat(Version.parse(null)).isEmpty();
    }
}
