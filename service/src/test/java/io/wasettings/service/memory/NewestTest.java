package io.wasettings.service.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    private final Newest<String> newest = new Newest<>(3, 100, String::length);

    @Test
    void beyond_the_number_what_was_not_kept_anew_for_the_longest_is_forgotten() {
        newest.keep("a", "1");
        newest.keep("b", "1");
        newest.keep("c", "1");
        newest.keep("a", "2");

        newest.keep("d", "1");

        assertThat(newest.of("a")).isEqualTo("2");
        assertThat(newest.of("b")).isNull();
        assertThat(newest.of("c")).isEqualTo("1");
        assertThat(newest.of("d")).isEqualTo("1");
    }

    @Test
    void beyond_the_bytes_as_many_are_forgotten_as_leave_room() {
        newest.keep("a", "1".repeat(40));
        newest.keep("b", "1".repeat(40));

        newest.keep("c", "1".repeat(80));

        assertThat(newest.of("a")).isNull();
        assertThat(newest.of("b")).isNull();
        assertThat(newest.of("c")).hasSize(80);
    }

    @Test
    void what_is_replaced_or_forgotten_takes_no_room() {
        newest.keep("a", "1".repeat(40));
        newest.keep("b", "1".repeat(90));
        newest.forget("b");
        newest.keep("c", "1".repeat(90));

        newest.keep("c", "1".repeat(4));
        newest.keep("d", "1".repeat(80));

        assertThat(newest.of("c")).hasSize(4);
        assertThat(newest.of("d")).hasSize(80);
    }

    @Test
    void the_newest_is_kept_however_large_it_is() {
        newest.keep("a", "1".repeat(1000));

        assertThat(newest.of("a")).hasSize(1000);
    }
}
