package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names under which no outcome could be told. */
class SubmittedNamesTest {

    private static final ValidSettings SETTINGS =
            new ValidSettings("https://hooks.example.com/v1", null, new Bearer("k3y"));

    @ParameterizedTest
    @CsvSource({
        "billing system, without spaces",
        "'', is empty",
        "'\"/billing\"', is in quotation marks",
        "'/billing\t', holds a control character"
    })
    void a_source_that_is_no_name_is_refused_with_the_rule(String source, String rule) {
        assertThatThrownBy(() -> ProducerSettings.of(source, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ce_source")
                .hasMessageContaining(rule);
    }

    @Test
    void a_source_that_is_too_long_is_refused_with_the_rule() {
        assertThatThrownBy(() -> ProducerSettings.of("s".repeat(513), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "'a\tb', holds a control character", "'\uD83D', half a character"})
    void an_id_that_is_no_name_is_refused_with_the_rule(String id, String rule) {
        assertThatThrownBy(() -> command(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ce_id")
                .hasMessageContaining(rule);
    }

    @Test
    void an_id_has_128_characters_at_most_however_they_are_written() {
        assertThat(command("\uD83D\uDE00".repeat(128)).id()).hasSize(256);

        assertThatThrownBy(() -> command("i".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128");
    }

    private static SettingsCommand command(String id) {
        return new SettingsCommand(id, "acme", Channel.TRANSACTIONAL, SETTINGS);
    }
}
