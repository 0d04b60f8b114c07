package io.wasettings.processor.cli;

import io.wasettings.processor.replay.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code failed}: lists the commands on the dead-letter topic that still stand as failed. */
@Command(
        name = "failed",
        description = "Lists failed commands, the oldest first.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:listed, maybe none", "2:misuse, or the broker or the store does not answer"})
final class FailedListCommand implements Callable<Integer> {

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Says how to use it.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = ApplicationProperties.start(properties, spec)) {
            DeadLetters deadLetters = context.getBean(DeadLetters.class);
            FailedFormat.of(json)
                    .print(
                            FailedFormat.commands(deadLetters.find(filter.filter(Set.of()), filter.parked())),
                            spec.commandLine().getOut());
        }
        return 0;
    }
}
