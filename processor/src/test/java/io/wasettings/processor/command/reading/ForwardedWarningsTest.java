package io.wasettings.processor.command.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import org.junit.jupiter.api.Test;

/** What becomes of warnings that a producer sends along. */
class ForwardedWarningsTest {

    private static final String LONG = "x".repeat(299);

    @Test
    void one_that_is_too_long_is_cut_between_two_characters() {
        assertThat(ForwardedWarnings.read(warning("/" + LONG, LONG + "\uD83D\uDE00 and so on")))
                .containsExactly(new FieldMessage("/" + LONG, LONG + "…"));
    }

    @Test
    void what_disturbs_a_terminal_or_cannot_be_encoded_is_replaced() {
        assertThat(ForwardedWarnings.read(warning("/a\\u001b", "\\ud800b")))
                .containsExactly(new FieldMessage("/a?", "?b"));
    }

    private static String warning(String field, String message) {
        return "[{\"field\": \"%s\", \"message\": \"%s\"}]".formatted(field, message);
    }
}
