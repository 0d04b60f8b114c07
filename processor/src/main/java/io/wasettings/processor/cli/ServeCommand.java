package io.wasettings.processor.cli;

import picocli.CommandLine.Command;

/** {@code serve}, as far as it is asked for help; {@link Main} serves. */
@Command(
        name = "serve",
        description = "Processes commands until it is stopped. What runs without a command, too.",
        footer = {"", "Properties are written --spring.kafka.bootstrap-servers=… or SPRING_KAFKA_BOOTSTRAP_SERVERS=…"})
final class ServeCommand {}
