package io.wasettings.processor.cli;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandDetail;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code commands}: lists any commands, or shows one with its attempts. */
@Command(
        name = "commands",
        description = "Lists commands, the latest arrival first, or shows one with its attempts.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:listed, maybe none", "1:no command has that id", PropertiesCommand.MISUSE_OR_AWAY})
final class CommandsCommand extends ListingCommand {

    @Option(
            names = "--state",
            split = ",",
            description = "In one of these states: accepted, retrying, applied, superseded, rejected, failed.")
    private Set<State> states = Set.of();

    @Option(
            names = "--id",
            paramLabel = "COMMAND_ID",
            description = "Shows that command with its attempts; excludes filters.")
    private @Nullable String id;

    @Option(names = "--source", description = "With --id: its producer, where several used that id.")
    private @Nullable String source;

    @Override
    public Integer call() {
        requireLimit();
        require(id == null || !narrows(states), FilterOptions.EXCLUDED_BY_ID);
        require(id != null || source == null, FilterOptions.SOURCE_WITHOUT_ID);
        return with(context -> id == null ? list(context, states, CommandOrder.NEWEST) : show(context, id));
    }

    private int show(ConfigurableApplicationContext context, String command) {
        Optional<CommandDetail> found = context.getBean(CommandLookup.class).find(command, source);
        if (found.isEmpty()) {
            err().println("commands: " + FilterOptions.unknown(command, source));
            return 1;
        }
        format().print(found.get(), out());
        return 0;
    }
}
