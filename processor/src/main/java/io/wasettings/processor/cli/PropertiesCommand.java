package io.wasettings.processor.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that asks the store or the broker, and takes properties of the processor beside its own options. */
abstract class PropertiesCommand implements Callable<Integer> {

    /** An exit status that they share. */
    static final String MISUSE_OR_AWAY = "2:misuse, or the store does not answer";

    @Unmatched
    private List<String> properties = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /**
     * Does it with the parts of the processor that these properties lead to; its result is the exit status.
     *
     * @throws AwayException when the store or the broker does not answer
     */
    final int with(ToIntFunction<ConfigurableApplicationContext> use) {
        return OperatorProgram.run(properties, spec, use);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** @throws ParameterException unless a listing may be that long */
    final void requireLimit(int limit) {
        require(limit >= 1, "--limit must be greater than 0");
    }

    /** @throws ParameterException with that correction, unless it holds */
    final void require(boolean holds, String correction) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), correction);
        }
    }
}
