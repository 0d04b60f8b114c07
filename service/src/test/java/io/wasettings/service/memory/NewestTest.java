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
    void whoever_has_most_makes_room_for_others() {
        Newest<String> shared = new Newest<>(3, 100, String::length, value -> value.substring(0, 1));
        shared.keep("a", "x1");
        shared.keep("b", "y1");
        shared.keep("c", "y2");

        shared.keep("d", "y3");
        shared.keep("e", "z" + "1".repeat(50));
        shared.keep("f", "z" + "1".repeat(60));

        assertThat(shared.of("a")).isEqualTo("x1");
        assertThat(shared.of("b")).isNull();
        assertThat(shared.of("c")).isNull();
        assertThat(shared.of("d")).isEqualTo("y3");
        assertThat(shared.of("e")).isNull();
        assertThat(shared.of("f")).hasSize(61);
    }

    @Test
    void where_nobody_has_much_the_oldest_of_all_makes_room() {
        Newest<String> shared = new Newest<>(20, 10_000, String::length, value -> value.substring(0, 2));
        for (char owner = 'a'; owner < 'a' + 19; owner++) {
            shared.keep("of " + owner, owner + "-");
        }
        shared.keep("z-01", "z-");

        shared.keep("z-02", "z-");
        shared.keep("z-03", "z-");

        assertThat(shared.of("of a")).isNull();
        assertThat(shared.of("of b")).isNull();
        assertThat(shared.of("of c")).isEqualTo("c-");
        assertThat(shared.of("z-01")).isEqualTo("z-");
        assertThat(shared.of("z-02")).isEqualTo("z-");
    }

    @Test
    void the_newest_is_kept_however_large_it_is() {
        newest.keep("a", "1".repeat(1000));

        assertThat(newest.of("a")).hasSize(1000);
    }
}
