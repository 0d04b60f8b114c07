package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.service.mongo.IndexSetup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What commands run with. */
class OperatorContextTest {

    @Test
    void a_command_makes_no_indexes_and_takes_over_no_replay() {
        List<String> arguments = List.of("--wa.settings.processor.replay.take-over=true");

        try (ConfigurableApplicationContext context = OperatorContext.start(arguments)) {
            assertThat(context.getBeanNamesForType(IndexSetup.class)).isEmpty();
            assertThat(context.getEnvironment().getProperty("wa.settings.processor.replay.take-over"))
                    .isEqualTo("false");
        }
    }
}
