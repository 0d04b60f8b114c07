package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.ops.Overview.Topics;
import io.wasettings.processor.watch.Backlog;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OverviewTest {

    @Test
    void what_the_broker_cannot_tell_is_null_though_it_is_up() {
        Backlog partial = new Backlog(OptionalLong.empty(), Map.of(), OptionalLong.of(3));

        assertThat(Topics.of(Optional.of(partial))).isEqualTo(new Topics(null, 3L, true));
    }
}
