package io.wasettings.processor.cli;

import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.replay.Outcomes;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.Replays;
import io.wasettings.processor.replay.Selection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code replays}: lists replays with what became of them, or cancels one. */
@Command(
        name = "replays",
        description = "Lists replays, the latest first, with what became of them, or cancels one.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:listed, or cancelled", "1:no replay has that id", PropertiesCommand.MISUSE_OR_AWAY})
final class ReplaysCommand extends PropertiesCommand {

    private static final int SHOWN_IDS = 20;

    @Option(names = "--id", paramLabel = "REPLAY_ID", description = "That replay alone.")
    private @Nullable String id;

    @Option(names = "--cancel", description = "With --id: send no more of it.")
    private boolean cancel;

    @Option(names = "--limit", paramLabel = "N", description = "At most that many; default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Override
    public Integer call() {
        require(!cancel || id != null, "--cancel needs --id");
        requireLimit(limit);
        return with(context -> {
            Replays replays = context.getBean(Replays.class);
            return id == null ? list(replays.latest(limit)) : one(replays, id);
        });
    }

    private int one(Replays replays, String replay) {
        Optional<Replay> found = cancel ? replays.cancel(replay) : replays.find(replay);
        if (found.isEmpty()) {
            err().println("replays: no replay has the id " + Printable.of(replay));
            return 1;
        }
        return list(List.of(found.get()));
    }

    private int list(List<Replay> replays) {
        replays.forEach(replay -> print(replay, out()));
        return 0;
    }

    static void print(Replay replay, PrintWriter out) {
        Outcomes outcomes = replay.progress().outcomes();
        String reason = replay.request().reason();
        out.printf(
                "replay %s: %s, %d matched, %d sent, %d skipped, asked for by %s at %s%s%n",
                replay.id(),
                replay.state().wireName(),
                replay.progress().matched(),
                replay.sent(),
                replay.skipped(),
                Printable.of(replay.request().requestedBy()),
                replay.requestedAt(),
                reason == null ? "" : ": " + Printable.of(reason));
        out.println("  of " + meant(replay.request().selection()));
        out.printf(
                "  %d applied, %d superseded, %d rejected, %d failed again, %d under way%n",
                outcomes.applied(), outcomes.superseded(), outcomes.rejected(), outcomes.failed(), outcomes.underWay());
        if (replay.ending() != null && replay.ending().problem() != null) {
            out.println("  why it failed: " + Printable.of(replay.ending().problem()));
        }
    }

    private static String meant(Selection meant) {
        int more = meant.ids().size() - SHOWN_IDS;
        return Stream.of(
                        meant.isOpen() ? Stream.of("all") : Stream.<String>empty(),
                        meant.ids().stream().sorted().limit(SHOWN_IDS).map(id -> part("id", id)),
                        more > 0 ? Stream.of(more + " more") : Stream.<String>empty(),
                        meant.terms().entrySet().stream().map(term -> part(term.getKey(), term.getValue())))
                .flatMap(Function.identity())
                .collect(Collectors.joining(", "));
    }

    private static String part(String name, Object value) {
        return name + " " + Printable.of(value.toString());
    }
}
