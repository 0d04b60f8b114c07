package io.wasettings.processor.cli;

import io.wasettings.processor.replay.DeadLetterFilter;
import io.wasettings.processor.replay.DeadLetters;
import io.wasettings.processor.replay.FailedCommand;
import io.wasettings.processor.replay.Replay;
import io.wasettings.processor.replay.ReplayRequest;
import io.wasettings.processor.replay.Replays;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code replay}: puts failed commands onto the first retry topic, with their ids and versions. */
@Command(
        name = "replay",
        description = "Replays failed commands. Safe to repeat: what is in force and newer stays.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all that matched was put onto the retry topic",
            "1:the replay ended early",
            "2:misuse, or the broker or the store does not answer"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int HIGHEST_RATE = 10_000;
    private static final long LOOK_EVERY_MS = 200;

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Option(
            names = "--id",
            paramLabel = "COMMAND_ID",
            description = "That command, parked ones included; other options do not narrow then. Repeatable.")
    private Set<String> ids = Set.of();

    @Option(names = "--dry-run", description = "Lists exactly what would be replayed, and does nothing.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "At most N a second; default ${DEFAULT-VALUE}.")
    private int rate = 50;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks, for the audit; default the user's name.")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String operator;

    @Option(names = "--json", description = "With --dry-run: one JSON object a line.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Says how to use it.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new ParameterException(spec.commandLine(), "--rate must be 1 to " + HIGHEST_RATE);
        }
        DeadLetterFilter meant = filter.filter(ids);
        try (ConfigurableApplicationContext context = ApplicationProperties.start(properties, spec)) {
            return dryRun
                    ? list(context.getBean(DeadLetters.class), meant)
                    : replay(context.getBean(Replays.class), meant);
        }
    }

    private int list(DeadLetters deadLetters, DeadLetterFilter meant) {
        List<FailedCommand> commands = FailedFormat.commands(deadLetters.find(meant, filter.parked()));
        FailedFormat.of(json).print(commands, spec.commandLine().getOut());
        return 0;
    }

    private int replay(Replays replays, DeadLetterFilter meant) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Replay replay = replays.begin(new ReplayRequest(meant, filter.parked(), rate, operator));
        out.printf("replay %s: %d matched%n", replay.id(), replay.matched());
        while (!replay.finished()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            replay = replays.find(replay.id()).orElseThrow();
        }
        out.printf(
                "replay %s: %s, %d sent, %d skipped%n", replay.id(), replay.state(), replay.sent(), replay.skipped());
        return replay.problem() == null ? 0 : 1;
    }
}
