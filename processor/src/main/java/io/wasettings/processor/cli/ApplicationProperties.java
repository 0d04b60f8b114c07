package io.wasettings.processor.cli;

import io.wasettings.service.startup.UnknownPropertiesListener;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
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

    /** A context with the properties that these arguments set; an unknown one among them is misuse. */
    static ConfigurableApplicationContext start(List<String> arguments, CommandSpec command) {
        for (String argument : arguments) {
            if (!isProperty(argument)) {
                throw new ParameterException(
                        command.commandLine(),
                        "Unknown option: '" + Misuse.named(argument)
                                + "'. Properties are written --spring.kafka.bootstrap-servers=…");
            }
        }
        UnknownPropertiesListener.unknown(environment(arguments)).forEach(unknown -> {
            throw new ParameterException(command.commandLine(), unknown);
        });
        ConfigurableApplicationContext context = OperatorContext.start(arguments);
        UnknownPropertiesListener.unknown(context.getEnvironment())
                .forEach(command.commandLine().getErr()::println);
        return context;
    }

    /** With these arguments and nothing else. */
    private static Environment environment(List<String> arguments) {
        ConfigurableEnvironment environment = new AbstractEnvironment() {};
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
