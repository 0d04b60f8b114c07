package io.wasettings.processor.cli;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Properties of the processor on the command line, such as {@code --spring.kafka.bootstrap-servers=…}. */
final class ApplicationProperties {

    /** The names of properties have a dot, those of options have none. */
    private static final Pattern PROPERTY = Pattern.compile("(?s)--[\\w-]+\\.[^=]+=.*");

    private ApplicationProperties() {}

    static boolean isProperty(String argument) {
        return PROPERTY.matcher(argument).matches();
    }

    /** A context with the properties that these arguments set. */
    static ConfigurableApplicationContext start(List<String> arguments, CommandSpec command) {
        for (String argument : arguments) {
            if (!isProperty(argument)) {
                throw new ParameterException(
                        command.commandLine(),
                        "Unknown option: '" + Printable.of(argument)
                                + "'. Properties are written --spring.kafka.bootstrap-servers=…");
            }
        }
        return OperatorContext.start(arguments);
    }
}
