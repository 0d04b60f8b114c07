package io.wasettings.processor.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How something is listed. */
final class ListOptions {

    @Option(names = "--limit", paramLabel = "N", description = "At most that many; default ${DEFAULT-VALUE}.")
    private int limit = 1000;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "Says how to use it.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    boolean json() {
        return json;
    }

    int limit(CommandSpec command) {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit must be greater than 0");
        }
        return limit;
    }
}
