package io.wasettings.processor.cli;

import io.wasettings.common.Status.State;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.lookup.CommandOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code failed}: lists the commands that stand as failed. */
@Command(
        name = "failed",
        description = "Lists commands that stand as failed, the oldest first.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:listed, maybe none", "2:misuse, or the store does not answer"})
final class FailedCommand implements Callable<Integer> {

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Mixin
    private ListOptions list = new ListOptions();

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Option(
            names = "--parked",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Only parked ones, or only others.")
    private @Nullable Boolean parked;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        int limit = list.limit(spec);
        return OperatorProgram.run(
                properties,
                spec,
                context -> new Listing(context.getBean(CommandLookup.class), spec)
                        .print(filter.filter(Set.of(State.FAILED), parked), CommandOrder.OLDEST, limit, list.json()));
    }
}
