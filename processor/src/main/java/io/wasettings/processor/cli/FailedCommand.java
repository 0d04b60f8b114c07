package io.wasettings.processor.cli;

import io.wasettings.common.status.Status.State;
import io.wasettings.processor.lookup.CommandOrder;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code failed}: lists the commands that stand as failed. */
@Command(
        name = "failed",
        description = "Lists commands that stand as failed, the oldest arrival first.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:listed, maybe none", PropertiesCommand.MISUSE_OR_AWAY})
final class FailedCommand extends ListingCommand {

    @Override
    public Integer call() {
        requireLimit();
        return with(context -> list(context, Set.of(State.FAILED), CommandOrder.OLDEST));
    }
}
