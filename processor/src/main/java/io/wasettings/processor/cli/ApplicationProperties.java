package io.wasettings.processor.cli;

import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Properties of the processor on the command line, such as {@code --spring.kafka.bootstrap-servers=…}. */
final class ApplicationProperties {

    private static final List<String> PREFIXES = List.of("--spring.", "--wa.settings.", "--logging.");

    private ApplicationProperties() {}

    /** A context with the properties that these arguments set. */
    static ConfigurableApplicationContext start(List<String> arguments, CommandSpec command) {
        for (String argument : arguments) {
            if (PREFIXES.stream().noneMatch(argument::startsWith) || argument.indexOf('=') < 0) {
                throw new ParameterException(
                        command.commandLine(),
                        "Unknown option: '" + Printable.of(argument)
                                + "'. Properties are written --spring.kafka.bootstrap-servers=…");
            }
        }
        return OperatorContext.start(arguments);
    }
}
