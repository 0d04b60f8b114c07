package io.wasettings.processor.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.QueryIndex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which questions an index answers. A store that plans queries is not among the parts of tests. */
class LookupIndexesTest {

    private static final List<QueryIndex> INDEXES = indexes();

    @ParameterizedTest
    @ValueSource(strings = {"status.state", "partner", "key"})
    void commands_of_a_state_a_partner_or_a_key_are_read_in_order(String field) {
        assertThat(INDEXES)
                .contains(new QueryIndex(CollectionNames.COMMANDS, List.of(field, "created_at", "_id"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest.step", "latest.host", "status.code"})
    void failed_commands_of_a_step_a_host_or_a_code_are_read_in_order_and_others_cost_nothing(String field) {
        assertThat(INDEXES)
                .contains(new QueryIndex(
                        CollectionNames.COMMANDS,
                        List.of(field, "created_at", "_id"),
                        Map.of("status.state", "failed")));
    }

    @Test
    void all_commands_are_read_in_order_and_counted_by_time_and_state() {
        assertThat(INDEXES)
                .contains(
                        new QueryIndex(CollectionNames.COMMANDS, "created_at", "_id"),
                        new QueryIndex(CollectionNames.COMMANDS, "updated_at"),
                        new QueryIndex(CollectionNames.COMMANDS, "status.state", "updated_at"));
    }

    private static List<QueryIndex> indexes() {
        LookupConfiguration configuration = new LookupConfiguration();
        return List.of(
                configuration.commandsInOrder(),
                configuration.commandsByChange(),
                configuration.commandsByStateAndChange(),
                configuration.commandsByState(),
                configuration.commandsByPartner(),
                configuration.commandsByKey(),
                configuration.failuresByStep(),
                configuration.failuresByHost(),
                configuration.failuresByCode());
    }
}
