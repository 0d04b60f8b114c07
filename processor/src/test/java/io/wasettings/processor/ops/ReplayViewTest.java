package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.Replay.Progress;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Selection;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayViewTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<Selection> selections() {
        CommandFilter filter = new CommandFilter(
                Set.of(),
                "acme",
                "acme/transactional/default",
                2020,
                "probe",
                "a.example",
                TIME,
                TIME.plusSeconds(1),
                Boolean.TRUE);
        return Stream.of(
                new Selection(Set.of(), null, filter, 5),
                new Selection(Set.of("a", "b"), "/shop", CommandFilter.ALL, 0),
                new Selection(Set.of(), null, CommandFilter.ALL, 0));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void what_a_replay_shows_as_its_filter_orders_the_same_again(Selection meant) {
        Replay replay = new Replay(
                "r1",
                new ReplayRequest(meant, 10, null, "ada"),
                TIME,
                new Progress(1, 0, new Outcomes(0, 0, 0, 0, 0)),
                null);

        String shown = Json.mapper().writeValueAsString(ReplayView.of(replay).filter());

        assertThat(Json.mapper()
                        .readValue(shown, ReplayOrder.class)
                        .request("ada")
                        .selection())
                .isEqualTo(meant);
    }
}
