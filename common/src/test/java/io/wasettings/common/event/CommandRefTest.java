package io.wasettings.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRefTest {

    @ParameterizedTest
    @ValueSource(strings = {"b", "a b", " b", "b ", ""})
    void what_is_written_is_read_back(String id) {
        CommandRef command = new CommandRef("/crm", id);

        assertThat(CommandRef.parse(command.key())).contains(command);
    }

    @Test
    void a_text_without_a_space_is_none() {
        assertThat(CommandRef.parse("wa.commands/0/12")).isEmpty();
    }
}
