package io.wasettings.processor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code serve}, as far as it is asked for help or misused; {@link Main} serves. */
@Command(
        name = ServeCommand.NAME,
        description = "Processes commands until it is stopped. What runs without a command, too.",
        footer = {"", ServeCommand.PROPERTIES})
final class ServeCommand implements Callable<Integer> {

    static final String NAME = "serve";
    /** How properties are passed. */
    static final String PROPERTIES =
            "Properties are written --spring.kafka.bootstrap-servers=… or SPRING_KAFKA_BOOTSTRAP_SERVERS=…";

    /** Those of Spring Boot that have no dot. */
    private static final Pattern SWITCH = Pattern.compile("--(debug|trace)(=.*)?");

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    static boolean takes(String argument) {
        return ApplicationProperties.isProperty(argument)
                || SWITCH.matcher(argument).matches();
    }

    /** Says what keeps it from serving. */
    @Override
    public Integer call() {
        // None if it is one of picocli's own, such as the end of options.
        String stray = arguments.stream()
                .filter(argument -> !takes(argument))
                .findFirst()
                .map(argument -> "'" + Misuse.named(argument) + "'")
                .orElse("That");
        throw new ParameterException(spec.commandLine(), stray + " is no property; write the command first");
    }
}
