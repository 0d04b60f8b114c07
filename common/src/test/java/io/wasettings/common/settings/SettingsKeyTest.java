package io.wasettings.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.SettingsKey.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsKeyTest {

    @Test
    void a_key_is_written_as_partner_channel_and_sender() {
        assertThat(new SettingsKey("acme", Channel.TRANSACTIONAL, "+1234567890").recordKey())
                .isEqualTo("acme/transactional/+1234567890");
        assertThat(new SettingsKey("acme", Channel.CONVERSATIONAL, null).recordKey())
                .isEqualTo("acme/conversational/default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/transactional/+1234567890", "a.b_c~d-e/conversational/default"})
    void what_is_written_is_read_back(String recordKey) {
        assertThat(SettingsKey.parse(recordKey)).map(SettingsKey::recordKey).contains(recordKey);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "acme/transactional",
                "acme/transactional/",
                "acme/Transactional/default",
                "acme/transactional/+1234567890/x",
                "-acme/transactional/default",
                "/transactional/default",
                "ac me/transactional/default"
            })
    void anything_else_is_not_a_key(String recordKey) {
        assertThat(SettingsKey.parse(recordKey)).isEmpty();
    }

    @Test
    void a_partner_name_has_at_most_128_characters() {
        assertThat(SettingsKey.isPartner("a".repeat(128))).isTrue();
        assertThat(SettingsKey.isPartner("a".repeat(129))).isFalse();
        assertThat(SettingsKey.isPartner(null)).isFalse();
    }
}
