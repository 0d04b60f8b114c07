package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.Replay.Ending;
import io.wasettings.processor.replay.Replay.Progress;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Selection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How replays are shown to people. */
class ReplaysCommandTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_replay_is_shown_with_what_narrowed_it() {
        CommandFilter filter = new CommandFilter(Set.of(), "acme", null, 2020, "probe", null, TIME, null, Boolean.TRUE);

        assertThat(shown(new Selection(Set.of(), null, filter, 5), null))
                .contains(
                        "  of partner acme, code 2020, step probe, since 2026-01-01T00:00:00Z, parked true, limit 5\n");
    }

    @Test
    void a_replay_is_shown_with_its_ids() {
        assertThat(shown(new Selection(Set.of("b\n", "a"), "/shop", CommandFilter.ALL, 0), null))
                .contains("  of id a, id b\\u{a}, source /shop\n");
    }

    @Test
    void of_very_many_ids_some_are_shown() {
        Set<String> ids = IntStream.range(100, 200).mapToObj(String::valueOf).collect(Collectors.toSet());

        assertThat(shown(new Selection(ids, null, CommandFilter.ALL, 0), null))
                .contains("id 119, 80 more\n")
                .doesNotContain("120");
    }

    @Test
    void a_replay_of_all_says_so() {
        assertThat(shown(new Selection(Set.of(), null, CommandFilter.ALL, 0), null))
                .contains("  of all\n");
    }

    @Test
    void a_failed_replay_says_why() {
        assertThat(shown(new Selection(Set.of(), null, CommandFilter.ALL, 0), "the broker does not answer"))
                .contains(": failed,", "  why it failed: the broker does not answer\n");
    }

    private static String shown(Selection meant, @Nullable String problem) {
        StringWriter text = new StringWriter();
        Ending ending = problem == null ? null : new Ending(Replay.State.FAILED, TIME, problem);
        ReplaysCommand.print(
                new Replay(
                        "r1",
                        new ReplayRequest(meant, 10, null, "ada"),
                        TIME,
                        new Progress(1, 0, new Outcomes(1, 0, 0, 0, 0)),
                        ending),
                new PrintWriter(text, true));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
