package io.wasettings.processor.cli;

import picocli.CommandLine.Command;

/** {@code serve}, as far as it is asked for help; {@link Main} serves. */
@Command(
        name = ServeCommand.NAME,
        description = "Processes commands until it is stopped. What runs without a command, too.",
        footer = {"", ServeCommand.PROPERTIES})
final class ServeCommand {

    static final String NAME = "serve";
    /** How properties are passed. */
    static final String PROPERTIES =
            "Properties are written --spring.kafka.bootstrap-servers=… or SPRING_KAFKA_BOOTSTRAP_SERVERS=…";
}
