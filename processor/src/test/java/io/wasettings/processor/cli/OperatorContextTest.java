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
        try (ConfigurableApplicationContext context = OperatorContext.start(List.of())) {
            assertThat(context.getBeanNamesForType(IndexSetup.class)).isEmpty();
            assertThat(context.containsBean("replays")).isTrue();
            assertThat(context.containsBean("replayTakeOver")).isFalse();
        }
    }
}
