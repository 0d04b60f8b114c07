package io.wasettings.processor.cli;

import io.wasettings.common.text.Json;
import io.wasettings.processor.cli.terminal.Printable;
import io.wasettings.processor.lookup.CommandDetail;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.store.NotedParking;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints commands. */
enum CommandFormat {
    /** For people: columns under a heading. */
    TABLE {
        @Override
        void print(List<CommandRow> commands, PrintWriter out) {
            row(out, "SINCE", "COMMAND", "KEY", "STATE", "CODE", "STEP", "TRY", "REPLAYS", "CAUSE");
            commands.forEach(command -> row(
                    out,
                    command.standing().occurredAt().toString(),
                    Printable.of(command.name().id()),
                    orDash(command.name().key()),
                    command.standing().state() + (command.handling().parked() ? "*" : ""),
                    orDash(command.standing().code()),
                    orDash(command.blame().step()),
                    String.valueOf(command.standing().attempt()),
                    String.valueOf(command.standing().round()),
                    orDash(command.blame().cause())));
            if (commands.stream().anyMatch(command -> command.handling().parked())) {
                out.println("* parked: replays by filter leave it out");
            }
        }

        @Override
        void print(CommandDetail detail, PrintWriter out) {
            print(List.of(detail.command()), out);
            out.println();
            source(detail, out);
            attempts(detail, out);
            places(detail.places(), out);
            replays(detail, out);
        }
    },
    /** For programs: one JSON object a line. */
    JSON {
        @Override
        void print(List<CommandRow> commands, PrintWriter out) {
            printLines(commands, out);
        }

        @Override
        void print(CommandDetail detail, PrintWriter out) {
            out.println(Json.mapper().writeValueAsString(detail));
        }
    };

    abstract void print(List<CommandRow> commands, PrintWriter out);

    abstract void print(CommandDetail detail, PrintWriter out);

    /** Prints each as a JSON object on a line of its own. */
    static void printLines(List<?> commands, PrintWriter out) {
        commands.forEach(command -> out.println(Json.mapper().writeValueAsString(command)));
    }

    static CommandFormat of(boolean json) {
        return json ? JSON : TABLE;
    }

    private static void source(CommandDetail detail, PrintWriter out) {
        out.println("source: " + orDash(detail.command().name().source()));
        if (!detail.otherSources().isEmpty()) {
            out.println("the same id from: " + Printable.of(String.join(", ", detail.otherSources()))
                    + " (--source shows it)");
        }
    }

    private static void attempts(CommandDetail detail, PrintWriter out) {
        detail.history()
                .attempts()
                .forEach(attempt -> out.printf(
                        Locale.ROOT,
                        "%s  attempt %d of round %d: %s%s%s, took %d ms%s%n",
                        attempt.at(),
                        attempt.attempt(),
                        attempt.round(),
                        attempt.outcome(),
                        said(" in step ", attempt.step()),
                        said(" at ", attempt.host()),
                        attempt.durationMs(),
                        said(": ", attempt.cause())));
        if (detail.command().standing().retryAt() != null) {
            out.println(detail.command().standing().retryAt() + "  next attempt");
        }
    }

    private static void places(CommandDetail.Places places, PrintWriter out) {
        CommandDetail.DeadLetter letter = places.deadLetter();
        if (letter != null) {
            out.printf("dead letter: partition %d, offset %d%n", letter.partition(), letter.offset());
        }
        NotedParking parking = places.parkedBy();
        if (parking != null) {
            out.printf("parked by %s at %s%s%n", Printable.of(parking.by()), parking.at(), said(": ", parking.note()));
        }
    }

    private static void replays(CommandDetail detail, PrintWriter out) {
        detail.history()
                .replays()
                .forEach(replay -> out.printf(
                        "replay %s by %s at %s%n",
                        replay.id(), Printable.of(replay.requestedBy()), replay.requestedAt()));
    }

    private static void row(PrintWriter out, Object... columns) {
        out.println(String.format(Locale.ROOT, "%-24s  %-36s  %-32s  %-10s  %-4s  %-8s  %3s  %7s  %s", columns)
                .stripTrailing());
    }

    private static String said(String before, @Nullable String text) {
        return text == null ? "" : before + Printable.of(text);
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : Printable.of(value.toString());
    }
}
