package io.wasettings.processor.cli;

import io.wasettings.common.Status.State;
import io.wasettings.processor.lookup.CommandDetail;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code commands}: lists any commands, or shows one with its attempts. */
@Command(
        name = "commands",
        description = "Lists commands, the latest first, or shows one with its attempts.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:listed, maybe none",
            "1:there is no command of that id",
            "2:misuse, or the store does not answer"
        })
final class CommandsCommand implements Callable<Integer> {

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Option(
            names = "--state",
            split = ",",
            description = "In one of these states: accepted, retrying, applied, superseded, rejected, failed.")
    private Set<State> states = Set.of();

    @Option(
            names = "--parked",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Only parked ones, or only others.")
    private @Nullable Boolean parked;

    @Option(names = "--id", paramLabel = "COMMAND_ID", description = "Shows that command with its attempts.")
    private @Nullable String id;

    @Option(names = "--source", description = "With --id: its producer, where several used that id.")
    private @Nullable String source;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        int limit = list.limit(spec);
        CommandFilter meant = filter.filter(states, parked);
        return OperatorProgram.run(
                properties,
                spec,
                context -> id == null
                        ? new Listing(context.getBean(CommandLookup.class), spec)
                                .print(meant, CommandOrder.NEWEST, limit, list.json())
                        : show(context, id));
    }

    private int show(ConfigurableApplicationContext context, String command) {
        Optional<CommandDetail> found = context.getBean(CommandLookup.class).find(command, source);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("commands: there is no command of the id " + Printable.of(command));
            return 1;
        }
        CommandFormat.of(list.json()).print(found.get(), spec.commandLine().getOut());
        return 0;
    }
}
