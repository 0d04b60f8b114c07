package io.wasettings.common.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedHashesTest {

    private final KeyedHashes both = new KeyedHashes(List.of("k1:opened", "k1:sealed"));

    @Test
    void they_are_stored_one_a_line_and_the_first_can_be_told() {
        assertThat(both.text()).isEqualTo("k1:opened\nk1:sealed");
        assertThat(both.first()).contains("k1:opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1:opened", "k1:opened\nk1:sealed"})
    void what_is_stored_is_read_as_it_was(String text) {
        assertThat(KeyedHashes.read(text).text()).isEqualTo(text);
    }

    @Test
    void where_nothing_is_stored_there_is_none() {
        assertThat(KeyedHashes.read(null).all()).isEmpty();
        assertThat(KeyedHashes.read(null).first()).isEmpty();
    }

    @Test
    void one_of_several_is_enough_to_be_shared_and_none_shares_nothing() {
        assertThat(both.sharesOneWith(KeyedHashes.read("k1:opened\nk1:resealed")))
                .isTrue();
        assertThat(both.sharesOneWith(KeyedHashes.read("k1:other"))).isFalse();
        assertThat(KeyedHashes.read(null).sharesOneWith(KeyedHashes.read(null))).isFalse();
    }
}
