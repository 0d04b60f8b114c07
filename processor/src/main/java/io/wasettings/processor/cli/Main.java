package io.wasettings.processor.cli;

import io.wasettings.processor.ProcessorApplication;
import io.wasettings.processor.cli.terminal.Arguments;
import io.wasettings.processor.cli.url.CheckUrlCommand;
import io.wasettings.service.startup.ProgramStart;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Entry point of {@code processor.jar}. */
@Command(
        name = "processor",
        description = "Processes partners' webhook settings.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without a command, or with \"" + ServeCommand.NAME + "\", it processes until stopped.",
            ServeCommand.PROPERTIES
        })
public final class Main {

    /** Keeps Logback off standard output, which belongs to the command; read when the first logger is made. */
    private static final String LOGBACK_CONFIGURATION = "logback.configurationFile";

    private static final String HELP = "--help";
    private static final int UNWRITTEN = 2;

    @Option(names = HELP, usageHelp = true, scope = ScopeType.INHERIT, description = "Says how to use it.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private Main() {}

    /**
     * Serves, or runs the command and exits with its status: 0 for yes, 1 for no, 2 for misuse or a failure. Arguments
     * that begin with a property are those of {@code serve}, the default.
     */
    public static void main(String... args) {
        ProgramStart.prepare();
        if (serves(args)) {
            ProcessorApplication.builder().run(args);
            return;
        }
        System.setProperty(
                LOGBACK_CONFIGURATION,
                System.getProperty(LOGBACK_CONFIGURATION, "io/wasettings/processor/cli/logback.xml"));
        System.exit(run(System.in, System.out, System.err, Arguments.asTyped(args)));
    }

    static boolean serves(String... args) {
        String[] named = naming(args);
        boolean isServing = named.length == 0 || named[0].equals(ServeCommand.NAME);
        return isServing && Arrays.stream(named).skip(1).allMatch(ServeCommand::takes);
    }

    /** Options alone are for {@code serve}, the default. */
    private static String[] naming(String... args) {
        return args.length > 0 && args[0].startsWith("--") && !args[0].equals(HELP)
                ? Stream.concat(Stream.of(ServeCommand.NAME), Arrays.stream(args))
                        .toArray(String[]::new)
                : args;
    }

    /** Runs the command on these streams, in UTF-8, and returns its exit status: 2 where its output was lost, too. */
    static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
        CommandLine commandLine = new CommandLine(new Main()).addSubcommand(new CheckUrlCommand(in));
        if (args.length == 0 || !args[0].equals(CheckUrlCommand.NAME)) {
            addOtherCommands(commandLine);
        }
        int status = commandLine
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new Misuse())
                .execute(naming(helping(args)));
        if (commandLine.getOut().checkError()) {
            commandLine.getErr().println("processor: standard output could not be written to its end");
            return UNWRITTEN;
        }
        return status;
    }

    /** Where help is asked for, nothing else is, however wrong it is: the names of commands up to the first option. */
    private static String[] helping(String... args) {
        if (!Arrays.asList(args).contains(HELP)) {
            return args;
        }
        Stream<String> names = Arrays.stream(args).takeWhile(name -> !name.startsWith("-"));
        return Stream.concat(names, Stream.of(HELP)).toArray(String[]::new);
    }

    /** A variable of a script that is empty must neither widen nor blur what was meant. */
    private static String stated(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("must not be blank; leave out what is not meant");
        }
        return text;
    }

    /** Apart from {@code check-url}, which answers at once because it loads none of what these need. */
    private static void addOtherCommands(CommandLine commandLine) {
        commandLine
                .addSubcommand(new ServeCommand())
                .addSubcommand(new CommandsCommand())
                .addSubcommand(new FailedCommand())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new ReplaysCommand())
                .addSubcommand(new KeysCommand())
                .registerConverter(String.class, Main::stated);
    }
}
