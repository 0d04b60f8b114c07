package io.wasettings.processor.cli;

import io.wasettings.common.Json;
import io.wasettings.processor.replay.DeadLetters;
import io.wasettings.processor.replay.FailedCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints failed commands, one a line. */
enum FailedFormat {
    /** For people: columns under a heading. */
    TABLE {
        @Override
        void print(List<FailedCommand> commands, PrintWriter out) {
            row(out, "FAILED AT", "COMMAND", "KEY", "CODE", "STEP", "TRIES", "REPLAYS", "CAUSE");
            for (FailedCommand command : commands) {
                row(
                        out,
                        command.failedAt().toString(),
                        orDash(command.commandId()),
                        orDash(command.key()),
                        orDash(command.code()),
                        command.step(),
                        String.valueOf(command.attempts()),
                        command.replays() + (command.parked() ? " parked" : ""),
                        Printable.of(command.cause()));
            }
        }
    },
    /** For programs: one JSON object a line. */
    JSON {
        @Override
        void print(List<FailedCommand> commands, PrintWriter out) {
            commands.forEach(command -> out.println(Json.mapper().writeValueAsString(command)));
        }
    };

    abstract void print(List<FailedCommand> commands, PrintWriter out);

    static FailedFormat of(boolean json) {
        return json ? JSON : TABLE;
    }

    static List<FailedCommand> commands(List<DeadLetters.Failed> failed) {
        return failed.stream().map(FailedCommand::of).toList();
    }

    private static void row(PrintWriter out, Object... columns) {
        out.println(String.format(Locale.ROOT, "%-24s  %-36s  %-32s  %-4s  %-8s  %5s  %-8s  %s", columns)
                .stripTrailing());
    }

    private static String orDash(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "-" : Printable.of(value.toString());
    }
}
