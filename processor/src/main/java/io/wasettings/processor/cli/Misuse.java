package io.wasettings.processor.cli;

import io.wasettings.common.text.Typos;
import io.wasettings.processor.cli.terminal.Printable;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, and which help tells more. */
final class Misuse implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        String told = noCommand(misuse).orElseGet(() -> command.getCommandName() + ": " + message(misuse));
        String link = told.endsWith("?") ? " See " : "; see ";
        command.getErr().println(Printable.of(told + link + help(command)));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** An argument that is none may be a property out of its place, as one with a password. */
    private static String message(ParameterException misuse) {
        String message = Objects.requireNonNullElse(misuse.getMessage(), "misuse");
        return misuse instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream()
                        .reduce(message, (told, argument) -> told.replace(argument, named(argument)))
                : message;
    }

    /** The argument without its value, which may be a secret. */
    static String named(String argument) {
        int assignment = argument.indexOf('=');
        return assignment < 0 ? argument : argument.substring(0, assignment + 1) + "…";
    }

    /** Says so where a word stands in the place of a command's name. */
    private static Optional<String> noCommand(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        if (!(misuse instanceof UnmatchedArgumentException unmatched)
                || unmatched.isUnknownOption()
                || command.getSubcommands().isEmpty()) {
            return Optional.empty();
        }
        String typed = named(unmatched.getUnmatched().get(0));
        String meant = meant(typed, command)
                .map(name -> "; did you mean " + path(command, name) + "?")
                .orElse("");
        return Optional.of("No command " + path(command, typed) + meant);
    }

    private static Optional<String> meant(String typed, CommandLine command) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return command.getSubcommands().keySet().stream()
                .filter(name -> isLikely(name, lower))
                .min(Comparator.comparingInt(name -> Typos.distance(name, lower)));
    }

    /** No more than a third of a name is mistyped: a guess beyond that, such as {@code serve}, might do harm. */
    private static boolean isLikely(String name, String typed) {
        return 3 * Typos.distance(name, typed) <= name.length();
    }

    private static String help(CommandLine command) {
        String option = "--help";
        return isFirst(command) ? option : "\"" + path(command, option) + "\"";
    }

    /** What is typed behind the program's name to get there. */
    private static String path(CommandLine command, String last) {
        return isFirst(command) ? last : path(command.getParent(), command.getCommandName() + " " + last);
    }

    private static boolean isFirst(CommandLine command) {
        return command.getParent() == null;
    }
}
