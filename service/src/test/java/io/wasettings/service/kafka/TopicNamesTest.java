package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.startup.MisconfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicNamesTest {

    @ParameterizedTest
    @CsvSource({
        "same, same, dlt, commands, status",
        "same, status, same, commands, dead-letter",
        "commands, same, same, status, dead-letter",
        "re.try.1, status, dlt, commands, retry-prefix",
        "commands, re.try.20, dlt, status, retry-prefix",
        "commands, status, re.try.007, dead-letter, retry-prefix"
    })
    void two_topics_of_one_name_are_told_with_both_properties(
            String commands, String status, String deadLetter, String one, String other) {
        assertThatThrownBy(() -> TopicNames.verify(topics(commands, status, deadLetter)))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("wa.settings.topics." + one + " ")
                .hasMessageContaining("wa.settings.topics." + other)
                .hasMessageEndingWith("give each topic a name of its own");
    }

    @Test
    void names_that_merely_begin_alike_are_no_mistake() {
        assertThatCode(() -> TopicNames.verify(topics("re.try", "re.try.1.status", "re-try.1")))
                .doesNotThrowAnyException();
    }

    private static TopicProperties topics(String commands, String status, String deadLetter) {
        return new TopicProperties(commands, status, "re.try", deadLetter, 1, (short) 1);
    }
}
